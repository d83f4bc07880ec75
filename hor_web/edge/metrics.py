"""What a monitoring system may count: /metrics, in Prometheus's text form, by a token."""

import hmac
from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hor_web.edge.counters import REGISTRY
from hor_web.edge.probes import read_readiness
from hor_web.edge.uploads import bytes_kept
from hor_web.settings import read_settings
from hor_web.state import OPEN_CONNECTIONS

NO_PAGE = "Not found"
NO_TOKEN = "Send the token of HOR_METRICS_TOKEN as Authorization: Bearer …"


class StateCollector(Collector):
    """What stands now: connections, uploads in memory, the store, the release in force."""

    def collect(self) -> Iterator[Metric]:
        """One measurement of each."""
        readiness = read_readiness()
        for name, words, value in (
            ("hor_connections", "Open connections of readers.", OPEN_CONNECTIONS.total()),
            ("hor_upload_bytes", "Bytes of uploaded files in memory.", bytes_kept()),
            ("hor_store_writable", "1 where the store can be written to.", readiness.writable),
            ("hor_release", "The number of the release in force.", readiness.release or 0),
        ):
            yield GaugeMetricFamily(name, words, value=float(value))


REGISTRY.register(StateCollector())


def metrics(request: Request) -> Response:
    """Every count, for whoever sends the token; without one in the settings there is no such
    page."""
    token = read_settings().metrics_token
    if not token:
        return PlainTextResponse(NO_PAGE, 404)
    sent = request.headers.get("authorization", "")
    if not hmac.compare_digest(sent.encode(), f"Bearer {token}".encode()):
        return PlainTextResponse(NO_TOKEN, 401, headers={"www-authenticate": "Bearer"})
    return Response(
        generate_latest(REGISTRY),
        media_type=CONTENT_TYPE_PLAIN_0_0_4,
        headers={"cache-control": "no-store"},
    )

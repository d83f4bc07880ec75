"""Counters of what the edge did, in the process's one registry."""

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "hor_requests", "Requests answered, by the kind of address and status.", ("kind", "status"),
    registry=REGISTRY,
)  # fmt: skip
SECONDS = Histogram(
    "hor_request_seconds", "How long requests took, by the kind of address.", ("kind",),
    buckets=(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30), registry=REGISTRY,
)  # fmt: skip
SIGN_INS = Counter(
    "hor_sign_ins", "Attempts to sign in: done or refused.", ("outcome",), registry=REGISTRY
)
REFUSALS = Counter(
    "hor_refusals", "What a bound refused: connection, origin, upload, socket.", ("bound",),
    registry=REGISTRY,
)  # fmt: skip
# Memory, processor time and open files of this process.
ProcessCollector(registry=REGISTRY)

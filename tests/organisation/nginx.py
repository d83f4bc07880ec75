"""nginx with TLS before two replicas, by the configuration that stands in deploy/nginx."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection
from time import monotonic, sleep

from tools.drive.server import HOST, ROOT, SECONDS, stop

TEMPLATE = ROOT / "deploy" / "nginx" / "hor.conf.template"
# What stands around the template on a machine: of the packaged nginx.conf, what it cannot do
# without, in a folder of the tests.
MAIN = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 1024; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/hor.conf;
}}
"""


def rendered(values: Mapping[str, str]) -> str:
    """The template with its names filled in, as envsubst does it; a name without a value stays."""
    text = TEMPLATE.read_text("utf-8")
    return re.sub(r"\$\{(SITE_\w+)\}", lambda match: values.get(match[1], match[0]), text)


@contextmanager
def running_nginx(folder: Path, values: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """nginx with these values in the template, and a certificate of its own, until the block
    ends."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    make_certificate(certificate, key)
    own = {"SITE_CERTIFICATE": str(certificate), "SITE_CERTIFICATE_KEY": str(key)}
    (folder / "hor.conf").write_text(rendered({**values, **own}), "utf-8")
    main = folder / "nginx.conf"
    main.write_text(MAIN.format(folder=folder), "utf-8")
    log = folder / "nginx.log"
    with log.open("wb") as output:
        command = ["nginx", "-p", str(folder), "-c", str(main), "-e", "stderr"]
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        _await_listening(process, int(values["SITE_HTTPS_PORT"].rpartition(":")[2]), log)
        yield process
    finally:
        stop(process)


def make_certificate(certificate: Path, key: Path) -> None:
    """A certificate for localhost that nobody but these tests believes, for a day."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
        + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
        + ["-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )


def _await_listening(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = monotonic() + SECONDS
    while process.poll() is None and monotonic() < end:
        try:
            create_connection((HOST, port), 1).close()
            return
        except OSError:
            sleep(0.05)
    raise RuntimeError(f"nginx did not start.\n{log.read_text('utf-8', 'replace')}")

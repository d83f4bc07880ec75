"""What a machine must have for `make test-organisation`, each by its Debian package."""

import shutil
from pathlib import Path

from tools.chromium import find_browser

# The PostgreSQL server's programs lie in no folder of the PATH; see postgresql.py.
POSTGRESQL = "/usr/lib/postgresql"
PACKAGES = {
    "nginx": "nginx",
    "openssl": "openssl",
    "node": "nodejs",
    "npm": "npm",
    "faketime": "faketime",
}
SENTENCE = (
    "make test-organisation needs what this machine lacks: install Debian's {packages} "
    "(apt-get install {names})."
)


def missing_packages() -> list[str]:
    """The Debian packages that this machine lacks, in the order of the alphabet."""
    missing = [PACKAGES[program] for program in PACKAGES if not shutil.which(program)]
    if not shutil.which("postgres") and not any(Path(POSTGRESQL).glob("*/bin/postgres")):
        missing.append("postgresql")
    if find_browser() is None:
        missing.append("chromium")
    return sorted(missing)


def sentence(missing: list[str]) -> str:
    """What is missing and how to install it; "" where nothing is."""
    if not missing:
        return ""
    return SENTENCE.format(packages=" and ".join(missing), names=" ".join(missing))

"""Install what the tests need of the distribution's packages, asking nobody anything."""

import os
import shutil
import subprocess
from collections.abc import Sequence


def install_packages(*names: str) -> bool:
    """Whether apt-get installed these: False without it, or without the right to use it."""
    if not shutil.which("apt-get"):
        return False
    if os.geteuid() == 0:
        sudo: Sequence[str] = ()
    elif shutil.which("sudo") and run_quietly("sudo", "-n", "true"):
        sudo = ("sudo", "-n")
    else:
        return False
    apt = (*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-oDPkg::Lock::Timeout=300")
    run_quietly(*apt, "update")
    return run_quietly(*apt, "install", "--yes", "--no-install-recommends", *names)


def run_quietly(*command: str, seconds: int = 900) -> bool:
    """Run a command that asks nobody anything; whether it went well."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0

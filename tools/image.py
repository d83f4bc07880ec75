"""Run the steps of deploy/Dockerfile where no image can be built, and the dashboard they make.

`python -m tools.image FOLDER` (as root, with Debian's package debootstrap) makes in FOLDER what the
image's two stages hold, on Debian 12, whose Python the image has too. It then runs the image's
command as its user on a root mounted read-only, asks its health check, and says what was written.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).parents[1]
DOCKERFILE = ROOT / "deploy" / "Dockerfile"
PACKAGES = "python3,python3-venv,ca-certificates"
PATIENCE = 120  # seconds until the health check must pass
WRITABLE = ("/tmp", "/var/lib/hor")
# What this machine's pip needs to find packages; the image keeps none of it.
PIP_FILES = ("/etc/pip.conf", "/root/.config/pip/pip.conf", "/etc/ssl/certs/ca-certificates.crt")


@dataclass
class Stage:
    """A stage as it is built: its root, and what ENV, WORKDIR, USER and CMD say."""

    root: Path
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": os.defpath + ":/usr/sbin"})
    folder: str = "/"
    user: str = "0:0"
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)


def read_steps(text: str) -> Iterator[tuple[str, str]]:
    """The steps of a Dockerfile: each its word and what follows, with its lines joined."""
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for line in re.sub(r"\\\n\s*", "", kept).splitlines():
        if line.strip():
            word, _, rest = line.partition(" ")
            yield word, rest


def build(folder: Path) -> Stage:
    """Run all steps; gives the last stage. Raises CalledProcessError where one fails."""
    base = folder / "base"
    if not base.exists():
        _run("debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(base))
        (base / "usr/bin/python").symlink_to("python3")
    stages: dict[str, Stage] = {}
    stage = Stage(base)
    for word, rest in read_steps(DOCKERFILE.read_text("utf-8")):
        print(f"{word} {rest}"[:110], flush=True)
        if word == "FROM":
            name = rest.partition(" AS ")[2] or "image"
            shutil.rmtree(folder / name, ignore_errors=True)
            _run("cp", "--archive", str(base), str(folder / name))
            stage = stages[name] = Stage(folder / name)
            continue
        _take_step(word, rest, stage, stages)
    return stage


def _take_step(word: str, rest: str, stage: Stage, stages: dict[str, Stage]) -> None:
    if word == "RUN":
        _run_inside(rest, stage)
    elif word == "COPY":
        _copy(rest, stage, stages)
    else:
        _set(word, rest, stage)


def _set(word: str, rest: str, stage: Stage) -> None:
    """Take what a step says of those that follow it, and of the command."""
    if word == "ENV":
        for name, value in (pair.split("=", 1) for pair in shlex.split(rest)):
            stage.environment[name] = value.replace("$PATH", stage.environment["PATH"])
    elif word == "WORKDIR":
        stage.folder = rest
        Path(f"{stage.root}{rest}").mkdir(parents=True, exist_ok=True)
    elif word == "USER":
        stage.user = rest
    elif word == "CMD":
        stage.command = re.findall(r'"(.*?)"', rest)
    elif word == "HEALTHCHECK":
        stage.health = re.findall(r'"(.*?)"', rest)


def _run_inside(command: str, stage: Stage) -> None:
    """Run a command in the stage, with this machine's settings of pip for as long as it takes."""
    before: dict[Path, bytes | None] = {}
    for file in filter(Path.exists, map(Path, PIP_FILES)):
        place = Path(f"{stage.root}{file}")
        before[place] = place.read_bytes() if place.exists() else None
        _run("install", "-D", str(file), str(place))
    _in_root(stage, ["/bin/sh", "-c", command], check=True)
    for place, content in before.items():
        place.unlink() if content is None else place.write_bytes(content)


def _copy(rest: str, stage: Stage, stages: dict[str, Stage]) -> None:
    *sources, target = shlex.split(rest)
    origin = str(ROOT)
    if sources[0].startswith("--from="):
        origin = str(stages[sources.pop(0).removeprefix("--from=")].root)
    place = Path(f"{stage.root}{Path(stage.folder) / target}")
    for source in sources:
        path = Path(f"{origin}/{source.lstrip('/')}")
        if path.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.sqlite3*")
            shutil.copytree(path, place, symlinks=True, ignore=ignored, dirs_exist_ok=True)
        else:
            shutil.copy(path, place)


def _in_root(stage: Stage, command: list[str], check: bool = False) -> int:
    inside = ["chroot", f"--userspec={stage.user}", str(stage.root), "/usr/bin/env", "-i"]
    values = [f"{name}={value}" for name, value in stage.environment.items()]
    changed = ["/bin/sh", "-c", f'cd {stage.folder} && exec "$@"', "sh", *command]
    return subprocess.run([*inside, *values, *changed], check=check).returncode


def try_read_only(stage: Stage) -> int:
    """Run the image's command on a root that cannot be written, until its health check passes.

    Gives 0 where it did. Must run in a mount namespace of its own, as `main` sees to.
    """
    root = str(stage.root)
    _run("mount", "--bind", root, root)
    for folder in ("/proc", "/dev"):
        _run("mount", "--rbind", folder, f"{root}{folder}")
    for folder in WRITABLE:
        _run("mount", "-t", "tmpfs", "-o", "mode=1777", "tmpfs", f"{root}{folder}")
    _run("mount", "-o", "remount,bind,ro", root)
    if _in_root(stage, ["/bin/sh", "-c", "touch /opt/hor/app/x 2>/dev/null"]) == 0:
        print("The root can be written.", file=sys.stderr)
        return 1
    stage.environment["HOR_DATABASE"] = "sqlite:////var/lib/hor/releases.sqlite3"
    child = os.fork()
    if not child:
        os._exit(_in_root(stage, stage.command))
    end = monotonic() + PATIENCE
    while (unhealthy := _in_root(stage, stage.health)) and monotonic() < end:
        sleep(1)
    written = [path for folder in WRITABLE for path in Path(f"{root}{folder}").rglob("*")]
    print("healthy" if not unhealthy else "not healthy")
    print("\n".join(["written:", *(str(path).removeprefix(root) for path in written)]))
    return int(bool(unhealthy))


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


def main() -> int:
    """Build, then run in a mount namespace of its own, which ends with everything in it."""
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if sys.argv[2:] != ["--built"]:
        build(folder)
        again = [sys.executable, "-m", "tools.image", str(folder), "--built"]
        alone = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        return subprocess.run([*alone, *again], cwd=ROOT, check=False).returncode
    stage = Stage(folder / "image")
    for word, rest in read_steps(DOCKERFILE.read_text("utf-8").rpartition("\nFROM")[2]):
        _set(word, rest, stage)
    return try_read_only(stage)


if __name__ == "__main__":
    sys.exit(main())

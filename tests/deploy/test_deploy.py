"""The container, compose file, manifests, unit and nginx template agree with one another."""

import re
import shlex
from configparser import RawConfigParser

import pytest
import yaml

from tests.test_imports import ROOT

DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
TEMPLATE = (DEPLOY / "nginx" / "hor.conf.template").read_text("utf-8")
MANIFESTS = [
    manifest
    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    for manifest in yaml.safe_load_all(path.read_text("utf-8"))
]
USER = 10001
# A drop-in of systemd may set one name several times, which a plain INI file may not.
LISTS = ("Environment", "LoadCredential")


def manifest(kind):
    (single,) = [manifest for manifest in MANIFESTS if manifest["kind"] == kind]
    return single


def containers(kind):
    return manifest(kind)["spec"]["template"]["spec"]["containers"]


def unit():
    """The settings of the unit: each name with its values, a line each."""
    settings = {}
    for line in (DEPLOY / "systemd" / "hor@.service").read_text("utf-8").splitlines():
        name, sign, value = line.partition("=")
        if sign and not line.startswith("#"):
            settings.setdefault(name, []).append(value)
    return settings


def setting_names():
    """Every setting that the code reads, by its name; those that may come from a file too."""
    sources = [*ROOT.glob("hor_web/*.py"), *ROOT.glob("hor/*.py")]
    names = {name for path in sources for name in re.findall(r"HOR_[A-Z_]+", path.read_text())}
    return names | {f"{name}_FILE" for name in names}


@pytest.mark.parametrize(
    "path",
    sorted(path for path in DEPLOY.rglob("*") if path.is_file() and path.suffix != ".md"),
    ids=lambda path: path.name,
)
def test_every_setting_that_deploy_names_is_one_that_the_dashboard_reads(path):
    named = set(re.findall(r"\bHOR_[A-Z_]+\b", path.read_text("utf-8")))
    assert named - setting_names() == set()


def test_the_template_names_what_its_readme_explains_and_compose_fills_in_all_of_it():
    asked = set(re.findall(r"\$\{(\w+)\}", TEMPLATE)) - {"SITE_NAMES"}
    readme = (DEPLOY / "nginx" / "README.md").read_text("utf-8")
    explained = set(re.findall(r"^\| (.+?) \|", readme, re.MULTILINE))
    names = {name for cell in explained for name in re.findall(r"`(SITE_\w+)`", cell)}
    given = {name for name in COMPOSE["services"]["nginx"]["environment"] if "SITE_" in name}
    assert asked == names == given


def test_the_template_passes_on_what_the_dashboard_needs_to_know_of_a_reader():
    for header in ("Host", "Upgrade", "Connection", "X-Forwarded-For", "X-Forwarded-Proto"):
        assert f"proxy_set_header {header} " in TEMPLATE


def test_one_port_is_named_everywhere():
    (port,) = re.findall(r"STREAMLIT_SERVER_PORT=(\d+)", DOCKERFILE)
    (exposed,) = re.findall(r"^EXPOSE (\d+)$", DOCKERFILE, re.MULTILINE)
    (container,) = containers("Deployment")
    site = COMPOSE["services"]["nginx"]["environment"]
    replicas = [site["SITE_REPLICA_A"], site["SITE_REPLICA_B"]]
    assert exposed == port
    assert container["ports"] == [{"name": "http", "containerPort": int(port)}]
    assert replicas == [f"dashboard-a:{port}", f"dashboard-b:{port}"]
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        assert container[probe]["httpGet"] == {"path": "/live", "port": "http"}
    assert manifest("Service")["spec"]["ports"][0]["targetPort"] == "http"


def test_the_labels_of_the_pods_are_those_that_service_budget_and_affinity_look_for():
    deployment = manifest("Deployment")["spec"]
    labels = deployment["template"]["metadata"]["labels"]
    (rule,) = deployment["template"]["spec"]["affinity"]["podAntiAffinity"][
        "preferredDuringSchedulingIgnoredDuringExecution"
    ]
    assert deployment["selector"]["matchLabels"] == labels
    assert rule["podAffinityTerm"]["labelSelector"]["matchLabels"] == labels
    assert manifest("Service")["spec"]["selector"] == labels
    assert manifest("PodDisruptionBudget")["spec"]["selector"]["matchLabels"] == labels


@pytest.mark.parametrize("kind", ["Deployment", "Job"])
def test_a_pod_runs_as_nobody_in_particular_on_a_root_that_it_cannot_write(kind):
    pod = manifest(kind)["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert pod["securityContext"]["runAsUser"] == USER
    assert pod["automountServiceAccountToken"] is False
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert f"USER {USER}:{USER}" in DOCKERFILE


def test_the_secrets_that_pods_ask_for_are_in_the_template():
    keys = set(manifest("Secret")["stringData"])
    text = "".join(path.read_text("utf-8") for path in (DEPLOY / "kubernetes").glob("*.yaml"))
    asked = set(re.findall(r"/run/secrets/hor/([\w-]+)", text)) | {"cookie-secret"}
    assert asked == keys


def test_the_secrets_that_compose_mounts_are_declared_and_ignored_by_git():
    declared = COMPOSE["secrets"]
    mounted = {name for service in COMPOSE["services"].values() for name in service["secrets"]}
    assert mounted == set(declared)
    assert all(secret["file"].startswith("secrets/") for secret in declared.values())
    assert "deploy/secrets/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_the_image_has_every_package_of_the_product_and_copies_only_what_there_is():
    copied = [
        path
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for path in shlex.split(line)[:-1]
    ]
    assert [path for path in copied if not (ROOT / path).exists()] == []
    product = {"hor", "hor_data", "hor_exports", "hor_web", "pages", "static", "data", "server.py"}
    assert product <= set(copied)
    sent = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    tops = {path.split("/")[0] for path in copied if not path.startswith("requirements")}
    assert {f"!{top}" for top in tops} <= set(sent)


def test_the_image_sets_no_secret_that_a_file_may_bring():
    set_in_image = set(re.findall(r"(?<!# )\b(HOR_[A-Z_]+)=", DOCKERFILE))
    brought = {
        name.removesuffix("_FILE")
        for name in COMPOSE["x-dashboard"]["environment"]
        if name.endswith("_FILE")
    }
    assert set_in_image & brought == set()
    assert set_in_image == {"HOR_COPY_FOLDER"}


def test_the_image_takes_only_packages_whose_hashes_are_known():
    assert "--require-hashes" in DOCKERFILE
    for lock in re.findall(r"-r (\S+)", DOCKERFILE):
        text = (ROOT / lock).read_text("utf-8")
        pins = re.findall(r"^\S+==", text, re.MULTILINE)
        assert len(re.findall(r"^\S+==.+\\\n +--hash=sha256:", text, re.MULTILINE)) == len(pins)


def test_the_unit_starts_one_replica_a_port_and_lets_it_write_one_folder():
    settings = unit()
    RawConfigParser(strict=False).read(DEPLOY / "systemd" / "hor@.service")
    assert settings["ExecStart"] == ["/opt/hor/venv/bin/python -m streamlit run server.py"]
    assert "STREAMLIT_SERVER_PORT=%i" in settings["Environment"][0]
    assert settings["ProtectSystem"] == ["strict"]
    assert settings["StateDirectory"] == ["hor/%i"]
    assert settings["Environment"][-1].endswith("HOR_COPY_FOLDER=%S/hor/%i")
    assert "ReadWritePaths" not in settings
    repeated = [name for name, values in settings.items() if len(values) > 1]
    assert set(repeated) <= set(LISTS)

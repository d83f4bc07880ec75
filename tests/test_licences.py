"""The licences of all pinned packages are listed, and are such that we may use and pass on."""

import re

from tools.licences import NOT_NAMED, PAGE, Pin, licence_of, read_pins, write_page

# Permissive, or copyleft of their own files alone: none asks anything of the dashboard's code.
TAKEN = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-3.0-only"),
    *("MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib", "HPND"),
}


def test_the_page_lists_each_pinned_package_with_what_it_says_of_its_licence():
    # A machine without uvloop, such as one with Windows, cannot say what its licence is.
    installed = [pin for pin in read_pins() if licence_of(pin.name)]
    lines = PAGE.read_text("utf-8").splitlines()
    assert [line for line in write_page(installed).splitlines() if line not in lines] == []
    listed = [line.split(" | ")[0].removeprefix("| ") for line in lines if line.startswith("| ")]
    assert listed == ["package", "---", *(pin.name for pin in read_pins())]


def test_every_licence_is_one_that_we_take():
    rows = re.findall(r"^\| (\S+) \| \S+ \| (.+?) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    named = {name: set(re.split(r" AND | OR ", licence)) for name, licence in rows[2:]}
    assert {name: names - TAKEN for name, names in named.items() if names - TAKEN} == {}
    assert len(named) > 60


def test_a_package_without_a_licence_is_not_passed_over():
    assert licence_of("no-such-package-of-ours") == ""
    assert NOT_NAMED not in TAKEN


def test_pins_are_read_with_hashes_markers_and_comments(tmp_path):
    (tmp_path / "requirements.txt").write_text(
        "# made by make pins\nAuthlib==1.9.9 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
        "    # via -r pyproject.toml\nuvloop==0.23.0 ; sys_platform != 'win32' \\\n"
    )
    (tmp_path / "requirements-dev.txt").write_text("authlib==1.9.9\npytest==9.2.0\n")
    assert read_pins(tmp_path) == [
        Pin("Authlib", "1.9.9", "to run"),
        Pin("pytest", "9.2.0", "tests"),
        Pin("uvloop", "0.23.0", "to run"),
    ]

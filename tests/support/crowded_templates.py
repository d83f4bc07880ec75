"""Templates that hold more than one design: a second master, and leftovers of every kind."""

import re
import zipfile
from io import BytesIO
from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Inches

from tests.support.books import unzipped
from tests.support.decks import restyled

OLD_TITLE = "An old slide of ours"
SECRETS = (OLD_TITLE, "Colleague who wrote it", "Old notes of ours", "Our secret property")
# What tells a slide of the master that is used from those of the other.
USED_FONT = "Georgia"


def started(wide: float = 13.333, high: float = 7.5) -> Any:
    """A presentation with one slide of the template's own."""
    deck = restyled("Arial", {})
    by = wide / 10, high / 7.5
    deck.slide_width, deck.slide_height = Inches(wide), Inches(high)
    for owner in (deck.slide_master, *deck.slide_layouts):
        for holder in owner.placeholders:
            if holder._element.spPr.find(qn("a:xfrm")) is not None:
                left, top, across, down = holder.left, holder.top, holder.width, holder.height
                holder.left, holder.width = int(left * by[0]), int(across * by[0])
                holder.top, holder.height = int(top * by[1]), int(down * by[1])
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = OLD_TITLE
    return deck


def saved(deck: Any) -> bytes:
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def with_two_masters() -> bytes:
    """Two slide masters, of which the template's own slides use the second."""
    parts = unzipped(saved(started()))
    layouts = sorted(
        (name for name in parts if re.fullmatch(r"ppt/slideLayouts/slideLayout\d+\.xml", name)),
        key=lambda name: int(re.findall(r"\d+", name)[-1]),
    )
    kinds = parts["[Content_Types].xml"].decode()
    copies = {
        name: name.replace(f"Layout{at}.", f"Layout{at + 50}.")
        for at, name in enumerate(layouts, start=1)
    }
    copies |= {
        "ppt/slideMasters/slideMaster1.xml": "ppt/slideMasters/slideMaster2.xml",
        "ppt/theme/theme1.xml": "ppt/theme/theme9.xml",
    }

    def renamed(text: bytes) -> bytes:
        for old, new in copies.items():
            before, after = (name.rsplit("/", 1)[1].encode() for name in (old, new))
            text = text.replace(b"/" + before, b"/" + after)
        return text

    for old, new in copies.items():
        parts[new] = parts[old]
        override = re.search(rf'<Override PartName="/{old}"[^>]*>', kinds)
        assert override
        kinds = kinds.replace("</Types>", override[0].replace(old, new) + "</Types>")
        folder, file = old.rsplit("/", 1)
        if f"{folder}/_rels/{file}.rels" in parts:
            target = f"{folder}/_rels/{new.rsplit('/', 1)[1]}.rels"
            parts[target] = renamed(parts[f"{folder}/_rels/{file}.rels"])
    parts["[Content_Types].xml"] = kinds.encode()
    master = "ppt/slideMasters/slideMaster2.xml"
    parts[master] = re.sub(
        rb'(<p:sldLayoutId[^>]* id=")(\d+)',
        lambda found: found[1] + str(int(found[2]) + 500).encode(),
        parts[master],
    )
    parts["ppt/theme/theme9.xml"] = re.sub(
        rb'(<a:latin typeface=")[^"]*',
        rb"\g<1>" + USED_FONT.encode(),
        parts["ppt/theme/theme9.xml"],
    )
    name = "ppt/_rels/presentation.xml.rels"
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideMaster"
    parts[name] = parts[name].replace(
        b"</Relationships>",
        b'<Relationship Id="rId900" Type="%s" Target="slideMasters/slideMaster2.xml"/>'
        b"</Relationships>" % kind,
    )
    parts["ppt/presentation.xml"] = parts["ppt/presentation.xml"].replace(
        b"</p:sldMasterIdLst>", b'<p:sldMasterId id="2147484900" r:id="rId900"/></p:sldMasterIdLst>'
    )
    name = "ppt/slides/_rels/slide1.xml.rels"
    parts[name] = parts[name].replace(b"slideLayout2.xml", b"slideLayout52.xml")
    return packed(parts)


def full_of_leftovers() -> bytes:
    """Old notes, properties, comment authors, sections, a thumbnail, tags and printer settings."""
    deck = started()
    deck.slides[0].notes_slide.notes_text_frame.text = "Old notes of ours"
    deck.core_properties.author = deck.core_properties.last_modified_by = SECRETS[1]
    deck.core_properties.title = OLD_TITLE
    parts = unzipped(saved(deck))
    extra = {
        "docProps/custom.xml": ("custom-properties", "officeDocument", SECRETS[3]),
        "docProps/thumbnail.jpeg": ("thumbnail", "package", OLD_TITLE),
    }
    relations = parts["_rels/.rels"]
    for number, (name, (kind, family, text)) in enumerate(extra.items()):
        parts[name] = f"<Properties>{text}</Properties>".encode()
        space = f"http://schemas.openxmlformats.org/{family}/2006/relationships"
        space += "/metadata" if family == "package" else ""
        relation = f'<Relationship Id="x{number}" Type="{space}/{kind}" Target="{name}"/>'
        relations = relations.replace(b"</Relationships>", f"{relation}</Relationships>".encode())
    parts["_rels/.rels"] = relations
    parts["docProps/app.xml"] = parts["docProps/app.xml"].replace(
        b"</Properties>", f"<Manager>{OLD_TITLE}</Manager></Properties>".encode()
    )
    of_presentation = {
        "commentAuthors": SECRETS[1],
        "tags": SECRETS[3],
        "printerSettings": OLD_TITLE,
    }
    name = "ppt/_rels/presentation.xml.rels"
    for number, (kind, text) in enumerate(of_presentation.items()):
        parts[f"ppt/{kind}.xml"] = f"<x>{text}</x>".encode()
        space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        relation = f'<Relationship Id="y{number}" Type="{space}/{kind}" Target="{kind}.xml"/>'
        parts[name] = parts[name].replace(
            b"</Relationships>", f"{relation}</Relationships>".encode()
        )
    section = (
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst xmlns:p14='
        '"http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="'
        f'{OLD_TITLE}" id="{{00000000-0000-0000-0000-000000000001}}"/></p14:sectionLst></p:ext>'
        "</p:extLst></p:presentation>"
    )
    parts["ppt/presentation.xml"] = re.sub(
        rb"(<p:extLst>.*</p:extLst>)?</p:presentation>",
        section.encode(),
        parts["ppt/presentation.xml"],
        flags=re.DOTALL,
    )
    return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()

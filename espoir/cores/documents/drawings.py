"""Drawings in a document: an SVG that stands by itself, and a picture of it for those who cannot show one."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import typst
from lxml import etree

from espoir.cores.documents.tree import NotAccessible

SVG = "http://www.w3.org/2000/svg"
MOST = 2_000_000  # characters of one drawing
DRAWN = {
    "svg", "g", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
    "defs", "marker", "style", "clipPath", "linearGradient", "stop",
}  # fmt: skip
STYLE = (
    "text{font:11px 'Libertinus Serif';fill:#1b1b1f;text-anchor:middle}.v{font-weight:bold}rect{fill:#1d5c63}"
    ".ax{stroke:#6b6b73;fill:none}.few{fill:none;stroke:#6b6b73;stroke-dasharray:4 3}"
)
PPI = 300.0
A_PICTURE = (
    '#set page(width: 400pt, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
)
EMBEDDED = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def standalone(svg: str) -> str:
    """The same drawing with its name space and its colours; NotAccessible if it asks for anything outside itself."""
    text = svg.strip()
    if len(text) > MOST or "<!" in text or "<?" in text:
        raise NotAccessible(
            "A drawing is too large, or holds what a drawing does not need: only plain SVG is taken.", code="drawing"
        )
    if "xmlns=" not in text.partition(">")[0]:
        text = text.replace("<svg", f'<svg xmlns="{SVG}"', 1)
    root = _parsed(text)
    for part in root.iter():
        _check_part(part)
    if root.find(f"{{{SVG}}}style") is None:
        style = etree.Element(f"{{{SVG}}}style")
        style.text = STYLE
        root.insert(0, style)
    return etree.tostring(root, encoding="unicode")


def _parsed(text: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise NotAccessible("A drawing is not well-formed SVG.", code="drawing") from wrong
    if root.tag != f"{{{SVG}}}svg":
        raise NotAccessible("A drawing is not SVG.", code="drawing")
    return root


def _check_part(part: etree._Element) -> None:
    name = str(part.tag).removeprefix(f"{{{SVG}}}")
    outside = any(str(key).endswith("href") and not str(value).startswith("#") for key, value in part.attrib.items())
    if name not in DRAWN or outside or re.search(r"@import|url\(\s*['\"]?[^#'\"\s]", part.text or ""):
        raise NotAccessible(
            "A drawing asks for something outside itself, or holds more than shapes and words.", code="drawing"
        )


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=EMBEDDED)


def picture(svg: str) -> bytes:
    """The drawing as PNG, the same bytes each time."""
    try:
        made = _compiler().compile(A_PICTURE.encode(), format="png", ppi=PPI / 2, sys_inputs={"svg": standalone(svg)})
    except typst.TypstError as wrong:
        raise NotAccessible(f"A drawing could not be shown: {wrong.message}.", code="drawing") from wrong
    assert isinstance(made, bytes)
    return made


@cache
def paper() -> bytes:
    """The layout of a document; what is written in it comes as data, never as markup."""
    return files("espoir.cores.documents").joinpath("paper.typ").read_bytes()

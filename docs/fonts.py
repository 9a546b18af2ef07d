"""The book's fonts, each with no more than the characters that the book has: 2 MB become a tenth of that.

Making them takes longer than all other pages together, so they are kept until another character is used.
"""

import base64
import hashlib
import logging
import re
import shutil
from pathlib import Path

from fontTools import subset

from literate import BUILD, ROOT

logging.getLogger("fontTools").setLevel(logging.ERROR) # a date of 1970 in a font is no news
SHARE = Path("/usr/share")
FIRST = ["GentiumBookPlus-Regular", "GentiumBookPlus-Italic", "GentiumBookPlus-Bold", "OpenSans-Regular",
         "OpenSans-Semibold", "fonts/KaTeX_Main-Regular", "fonts/KaTeX_Math-Italic"]
# A page may come to show what no page of the book shows yet: the text of a program that runs with other settings.
ALWAYS = "".join(map(chr, range(0x20, 0x7f))) + "\u00a0…–—−·×√∂ℒλσηΣ²³√≤≥≈∞✓✗→←"


def font_files():
    """Pairs: the name in the book, the file of Debian's package."""
    for style in ("Regular", "Italic", "Bold"):
        yield f"GentiumBookPlus-{style}", SHARE / f"fonts-sil-gentiumplus/woff2/GentiumBookPlus-{style}.woff2"
    yield "OpenSans-Regular", SHARE / "fonts/truetype/open-sans/OpenSans-Regular.ttf"
    # Some versions of the package write SemiBold.
    semibold = sorted(SHARE.glob("fonts/truetype/open-sans/OpenSans-Semi[Bb]old.ttf"))
    yield "OpenSans-Semibold", semibold[0]
    for name in ("DejaVuSans", "DejaVuSansMono"):
        yield name, SHARE / f"fonts/truetype/dejavu/{name}.ttf"
    for path in sorted(SHARE.glob("fonts/truetype/katex/KaTeX_*.ttf")):
        yield f"fonts/{path.stem}", path


def characters(pages):
    """Every character of the pages, and of the programs, whose words a page may show when they run again."""
    texts = [*pages, *(path for folder in ("chapters", "src", "plots") for path in (ROOT / folder).rglob("*.[ch]pp"))]
    return "".join(sorted(set(ALWAYS).union(*(path.read_text(encoding="utf-8") for path in texts))))


def make(source, target, text):
    # A changed font must not bear the name of the whole one, but keeps its licence (names 13 and 14).
    options = subset.Options(flavor="woff2", hinting=False, layout_features=["*"], obfuscate_names=True,
                             name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    font = subset.load_font(source, options)
    worker = subset.Subsetter(options)
    worker.populate(text=text)
    worker.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, target, options)


def carry(sheet, assets):
    """Puts the faces that nearly every page begins with into their style sheet: text that waited for them would jump."""
    def data(match):
        path = assets / f"{match[1]}.woff2"
        return f"url(data:font/woff2;base64,{base64.b64encode(path.read_bytes()).decode()})"
    text = sheet.read_text(encoding="utf-8")
    names = "|".join(map(re.escape, FIRST))
    sheet.write_text(re.sub(rf'url\("?(?:assets/)?({names})\.woff2"?\)', data, text), encoding="utf-8")


def put(pages, assets, sheets):
    """Puts the fonts into a folder of the site, and some into style sheets."""
    text = characters(pages)
    files = list(font_files())
    key = hashlib.sha256("\n".join([text, *(f"{path} {path.stat().st_mtime}" for _, path in files)]).encode()).hexdigest()[:16]
    kept = BUILD / "fonts" / key
    if not kept.exists():
        shutil.rmtree(kept.parent, ignore_errors=True)
        unfinished = kept.with_suffix(".new")
        # One after the other: a pool of processes needs semaphores, and a small container may have none.
        for name, path in files:
            make(path, unfinished / f"{name}.woff2", text)
        unfinished.rename(kept)
    shutil.copytree(kept, assets, dirs_exist_ok=True)
    for sheet in sheets:
        carry(sheet, assets)
    for name in FIRST:
        (assets / f"{name}.woff2").unlink()

"""Makes the font of PNG figures, src/report/fonts/DejaVuSans-subset.ttf: DejaVu Sans without what no figure needs.

usage: make-font.py DejaVuSans.ttf (Debian: fonts-dejavu-core; needs python3-fonttools)
"""
import pathlib
import sys

from fontTools import subset

RANGES = [
    (0x20, 0x17F),  # Latin
    (0x370, 0x3FF),  # Greek
    (0x400, 0x45F),  # Cyrillic
    (0x2010, 0x2044),  # punctuation
    (0x2070, 0x209C),  # powers and indices
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical operators
    (0x25A0, 0x25FF),  # shapes
    (0xFFFD, 0xFFFD),  # for what is no character
]
options = subset.Options(hinting=False, layout_features=["kern", "mark", "ccmp"], notdef_outline=True, name_IDs=["*"])
font = subset.load_font(sys.argv[1], options)
subsetter = subset.Subsetter(options)
subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
subsetter.subset(font)
out = pathlib.Path(__file__).parent.parent / "src/report/fonts/DejaVuSans-subset.ttf"
subset.save_font(font, out, options)
print(out.name, out.stat().st_size, "bytes")

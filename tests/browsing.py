"""A page in headless Chromium: as wide as asked for, light or dark, and what a script finds out in it."""

from __future__ import annotations

import html
import json
import pathlib
import subprocess
from typing import Any

from tests import needs

FLAGS = (
    *('--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--hide-scrollbars'),
    *('--disable-background-networking', '--disable-component-update', '--disable-sync'),
    *('--allow-file-access-from-files', '--window-size=1400,1600'),
)
# In a frame: Chromium makes no window narrower than 500 pixels.
FRAME = """<title></title><iframe src="page.html" style="width:{width}px;height:1500px;border:0"></iframe><script>
onload = () => {{
  const page = document.querySelector('iframe').contentDocument, all = selector => [...page.querySelectorAll(selector)];
  document.title = JSON.stringify({{width: page.documentElement.scrollWidth, found: {found}}});
}};
</script>"""


def look_at(folder: pathlib.Path, page: str, width: int, found: str = 'null', dark: bool = False) -> Any:
    """Opens a page and asserts that it is no wider than the frame; without a Chromium the test is skipped.

    Args:
        folder: a temporary one.
        page: its HTML.
        width: of the frame, in pixels.
        found: an expression of JavaScript, of `page`, the document, and `all`, which finds elements by a selector.
        dark: whether the dark scheme is asked for.

    Returns:
        The value of the expression; its screenshot is `shot.png` in the folder.
    """
    browser = needs.browser()
    (folder / 'page.html').write_text(page, encoding='utf-8')
    (folder / 'frame.html').write_text(FRAME.format(width=width, found=found), encoding='utf-8')
    flags = [*FLAGS, f'--user-data-dir={folder}/browser', f'--blink-settings=preferredColorScheme={0 if dark else 1}']
    command = [browser, *flags, f'--screenshot={folder}/shot.png', '--dump-dom', f'file://{folder}/frame.html']
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    measured = json.loads(html.unescape(done.stdout.partition('<title>')[2].partition('</title>')[0]))
    assert (folder / 'shot.png').read_bytes().startswith(b'\x89PNG')
    assert 0 < measured['width'] <= width
    return measured['found']

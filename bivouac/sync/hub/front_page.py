"""What a browser sees at a hub's address: for anybody, that they reach it and how to go on; on the hub's own machine, whether others do.

A page without pictures from elsewhere or anything to press: it only says. Its one script shows the code of an invitation by QR code
(`protocol/invite.write_link`), which stands behind the `#` of the address, where no server sees it.
"""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Sequence
from typing import Any

from bivouac import machine
from bivouac.language import tr_later, translate
from bivouac.sync.hub.firewall import WHERE_TO_TYPE, firewall_commands
from bivouac.sync.protocol.nearby import UDP_PORT

# In the JavaScript of old telephones. A page that is open already learns only by `hashchange` that another code was scanned.
_SCRIPT = """
function show() {
  var found = /^#([0-9A-Z]{5})-?([0-9A-Z]{5})$/i.exec(location.hash);
  document.getElementById("code").textContent = found ? (found[1] + "-" + found[2]).toUpperCase() : "";
  document.getElementById("invited").hidden = !found;
}
addEventListener("hashchange", show);
show();
"""

MEDIA_TYPE = "text/html"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; "
    f"script-src 'sha256-{base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()}'",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

_THROUGH = tr_later("You have reached the campus “{name}”. The network lets you through.")
_HOW_TO_JOIN = tr_later(
    "To learn here, open Bivouac on your computer, choose “Join a campus”, and give this address and the code that the staff gave you:"
)
_CODE = tr_later("Your joining code, to be typed with the address in Bivouac on the computer that joins:")
_WARNING = tr_later(
    "If the browser warned you: this campus has a certificate of its own, which Bivouac knows and browsers do not."
)
_ADDRESSES = tr_later("Laptops on the same network reach this hub at:")
_SCAN = tr_later("Scan one with a telephone on the same network. If this page comes, laptops get through, too.")
_CAME = tr_later("Other machines have reached it: {addresses}.")
_NOBODY = tr_later("No other machine has reached it yet.")
_CLOSED = tr_later(
    "If the page does not come on the telephone, the firewall of this machine holds it back, or the network keeps its guests apart (then use a router of your own). To open the firewall:"
)
_UNHEARD = tr_later(
    "Laptops find this campus by themselves: “Join a campus” lists it, where the network carries announcements (mDNS, UDP port {port}). If a laptop that reaches the address does not list it, type the address there, or open that port of this machine, too:"
)
_ALONE = tr_later("Only this machine reaches it. For laptops, serve with: --host 0.0.0.0")

_STYLE = """
body { font: 18px/1.5 system-ui, sans-serif; margin: 0; background: #f4ebdd; color: #1c2a26 }
main { max-width: 40em; margin: 0 auto; padding: 2em 1.2em }
h1 { color: #1f5c49; line-height: 1.2 } code { background: #fff; padding: .15em .4em; border-radius: 4px; overflow-wrap: anywhere }
#code { font-size: 1.6em; letter-spacing: .05em }
figure { display: inline-block; margin: 0 1.5em 1em 0; text-align: center } figure img { width: 180px; height: 180px; background: #fff; padding: 6px; border-radius: 6px }
.quiet { color: #56635e; font-size: 16px }
@media (prefers-color-scheme: dark) {
  body { background: #11181b; color: #e8e6e1 } h1 { color: #7fd1ae } code { background: #22302f } .quiet { color: #9fb0aa }
}
"""


def visitor_page(name: str, address: str, language: str, *, secured: bool) -> bytes:
    """The page for whoever comes from elsewhere.

    Args:
        address: the hub's, as they reached it.
    """
    parts = [
        f"<h1>{_text(_THROUGH, language, name=name)}</h1>",
        f"<p>{_text(_HOW_TO_JOIN, language)}</p>",
        f"<p><code>{html.escape(address)}</code></p>",
        _invited(language),
    ]
    if secured:
        parts.append(f'<p class="quiet">{_text(_WARNING, language)}</p>')
    return _page(name, language, parts)


def own_page(name: str, urls: Sequence[str], port: int, reached: Sequence[str], language: str) -> bytes:
    """The page on the hub's own machine.

    Args:
        urls: where others reach it; empty where nobody can.
        reached: addresses of those who did, the latest first.
    """
    parts = [f"<h1>{html.escape(name)}</h1>", _invited(language)]
    if not urls:
        return _page(name, language, [*parts, f"<p>{_text(_ALONE, language)}</p>"])
    parts.append(f"<p>{_text(_ADDRESSES, language)}</p>")
    parts += [
        f'<figure><img alt="" src="{_qr(url)}"><figcaption><code>{html.escape(url)}</code></figcaption></figure>'
        for url in urls
    ]
    parts.append(f"<p>{_text(_SCAN, language)}</p>")
    if reached:
        parts.append(f"<p><strong>{_text(_CAME, language, addresses=', '.join(reached))}</strong></p>")
    else:
        parts.append(f"<p><strong>{_text(_NOBODY, language)}</strong></p><p>{_text(_CLOSED, language)}</p>")
        parts += _typed(firewall_commands(port))
    parts.append(f"<p>{_text(_UNHEARD, language, port=UDP_PORT)}</p>")
    parts += _typed(firewall_commands(UDP_PORT, "udp"))
    return _page(name, language, [*parts, f'<p class="quiet">{_text(WHERE_TO_TYPE[machine.WINDOWS], language)}</p>'])


def _typed(commands: list[str]) -> list[str]:
    return [f"<p><code>{html.escape(command)}</code></p>" for command in commands]


def _text(source: str, language: str, **values: Any) -> str:
    return html.escape(translate(source, language, **values), quote=False)


def _invited(language: str) -> str:
    """What is seen only where the address came with a code."""
    return f'<div id="invited" hidden><p>{_text(_CODE, language)}</p><p><code id="code"></code></p></div>'


def _qr(url: str) -> str:
    import segno

    return segno.make(url, error="m").svg_data_uri(scale=6, light="#fff")


def _page(name: str, language: str, parts: Sequence[str]) -> bytes:
    body = "\n".join(parts)
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{html.escape(name)}</title>'
    )
    return f'<!doctype html>\n<html lang="{language}">\n<head>{head}<style>{_STYLE}</style></head>\n<body><main>\n{body}\n</main><script>{_SCRIPT}</script></body>\n</html>\n'.encode()

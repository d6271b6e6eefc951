"""How whoever looks after a hub opens the firewall of its machine, in words for people who have never done that."""

from __future__ import annotations

from pathlib import Path

from bivouac import machine
from bivouac.language import tr_later

# On Windows an answer "no" to the question of its first start makes a rule of its own, which outweighs the one that the command adds.
WHERE_TO_TYPE = {
    True: tr_later(
        "That is typed in a terminal with an administrator's rights: right-click on Start, then “Terminal (Admin)” or “Windows PowerShell (Admin)”. If Windows asked once whether others may reach Bivouac and the answer was no, take that back: Windows Security, “Firewall & network protection”, “Allow an app through firewall”, “Change settings”, tick Bivouac (or Python)."
    ),
    False: tr_later("That is typed in a terminal, with the password of an administrator of this machine."),
}
"""What is said beside `firewall_commands`, by whether this is Windows."""


def firewall_commands(port: int, protocol: str = "tcp") -> list[str]:
    """What a person types to let others on the network reach a port (TCP, or UDP: `udp`) of this machine, for the firewalls that this system has."""
    if machine.WINDOWS:
        rule = f'netsh advfirewall firewall add rule name="Bivouac" dir=in action=allow protocol={protocol.upper()}'
        return [f"{rule} localport={port}"]
    found = [
        ("ufw", f"sudo ufw allow {port}/{protocol}"),
        ("firewall-cmd", f"sudo firewall-cmd --add-port={port}/{protocol} --permanent && sudo firewall-cmd --reload"),
    ]
    places = ("/usr/sbin", "/usr/bin", "/sbin", "/bin")
    here = [command for program, command in found if any((Path(place) / program).exists() for place in places)]
    return here or [f"sudo iptables -I INPUT -p {protocol} --dport {port} -j ACCEPT"]

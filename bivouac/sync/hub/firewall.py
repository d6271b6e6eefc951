"""How whoever looks after a hub opens the firewall of its machine, in words for people who have never done that."""

from __future__ import annotations

from bivouac.language import tr_later

# On Windows an answer "no" to the question of its first start makes a rule of its own, which outweighs the one that the command adds.
WHERE_TO_TYPE = {
    True: tr_later(
        "That is typed in a terminal with an administrator's rights: right-click on Start, then “Terminal (Admin)” or “Windows PowerShell (Admin)”. If Windows asked once whether others may reach Bivouac and the answer was no, take that back: Windows Security, “Firewall & network protection”, “Allow an app through firewall”, “Change settings”, tick Bivouac (or Python)."
    ),
    False: tr_later("That is typed in a terminal, with the password of an administrator of this machine."),
}
"""What is said beside `machine.firewall_commands`, by whether this is Windows."""

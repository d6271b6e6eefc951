"""What learners are told in words of their own: they have a campus, and staff there, and have never heard of a hub.

The sentences stand in code that the command line shares, where operators read of their hub. Only English needs these:
see `bivouac.language.use_language`.
"""

from __future__ import annotations

WORDS = {
    "The hub cannot be reached just now. Bivouac will try again later.": "The campus cannot be reached just now. Bivouac will try again later.",
    "The answer of the hub is larger than it can be. Bivouac will try again later.": "The answer of the campus is larger than it can be. Bivouac will try again later.",
    "The hub has a problem just now (answer {status}). Bivouac will try again later.": "The campus has a problem just now (answer {status}). Bivouac will try again later.",
    "The hub sends nothing. Bivouac will try again later; nothing that arrived is lost.": "The campus sends nothing. Bivouac will try again later; nothing that arrived is lost.",
    "Another computer answered in place of the hub; nothing was sent. Ask the campus staff if this goes on.": "Another computer answered in place of your campus; nothing was sent. Ask the campus staff if this goes on.",
    "The network answered in place of the hub. If it wants you to sign in first, open a web browser, sign in there, then try again.": "The network answered in place of your campus. If it wants you to sign in first, open a web browser, sign in there, then try again.",
    "What answered is not a hub of Bivouac. If the network wants you to sign in first, open a web browser, sign in there, then try again.": "What answered is not a campus. If the network wants you to sign in first, open a web browser, sign in there, then try again.",
    "“{url}” is not the address of a hub. An address looks like https://192.168.1.5:8484.": "“{url}” is not the address of a campus. An address looks like https://192.168.1.5:8484.",
    "“{url}” is not a safe address: a hub on another computer answers at https://.": "“{url}” is not a safe address: a campus answers at https://.",
    "The certificate of the hub is damaged. Ask for the invitation again.": "The campus's certificate in this invitation is damaged. Ask for the invitation again.",
    "The hub at {url} does not know this code. Check the code and the address, or ask for a new code; codes run out after some days.": "The campus at {url} does not know this code. Check the code and the address, or ask for a new code; codes run out after some days.",
    "This code is for another hub. Use it with: bivouac hub serve --upstream": "This code is for the server of a campus, not for people. Ask the campus staff for one of your own.",
    "The hub does not know this computer any more. Join the campus again with a new code.": "The campus does not know this computer any more. Join it again with a new code.",
    "The hub does not let this computer fetch courses. Join the campus again, or ask the staff.": "The campus does not let this computer fetch courses. Join it again, or ask the staff.",
    "The hub does not have this part of a course (any more). Look at its courses again.": "The campus does not have this part of a course (any more). Look at its courses again.",
    "The school's hub does not know this computer yet: it will once it has heard from the campus.": "The school does not know this computer yet: it will once it has heard from the campus.",
    "Another computer answered in place of the school's hub. Bivouac will try again later.": "Another computer answered in place of the school. Bivouac will try again later.",
    "The hub sent acts of another person; they were not kept. Tell the campus staff.": "The campus sent the work of another person; it was not kept. Tell the campus staff.",
    "The hub sent acts that do not follow those held here; they were not kept. Tell the campus staff.": "The campus sent work that does not follow what is held here; it was not kept. Tell the campus staff.",
    "The hub sent records of somebody else. Nothing of them was kept.": "The campus sent the work of somebody else. Nothing of it was kept.",
    "Records are missing in what the hub sent; they will be asked for again.": "Something is missing in what the campus sent; it will be asked for again.",
    "The hub did not keep the acts that were sent to it. Nothing is lost here; tell the campus staff.": "The campus did not keep the work that was sent to it. Nothing is lost here; tell the campus staff.",
    "The hub promised more acts and sent none that are new. Tell the campus staff.": "The campus promised more work and sent none that is new. Tell the campus staff.",
    "The hub says now this and now that of the acts it holds. Nothing is lost; tell the campus staff.": "The campus says now this and now that of the work it holds. Nothing is lost; tell the campus staff.",
    "What the hub has of these acts is damaged. Nothing is lost here; tell the campus staff.": "What the campus has of this work is damaged. Nothing is lost here; tell the campus staff.",
    "The hub does not understand this request. Update Bivouac on this computer.": "The campus does not understand what was asked. Update Bivouac on this computer.",
    "There is nothing at this address of the hub. Update Bivouac on this computer.": "The campus does not know what was asked for. Update Bivouac on this computer.",
    "The hub cannot do that at this address. Update Bivouac on this computer.": "The campus cannot do what was asked. Update Bivouac on this computer.",
    "This is more than the hub takes at once. Update Bivouac on this computer.": "This is more than the campus takes at once. Update Bivouac on this computer.",
    "The hub has a problem of its own. Try again later; if it stays, tell the campus staff.": "The campus has a problem of its own. Try again later; if it stays, tell the campus staff.",
    "The hub's disk is full. Make room on it; what was received is kept, and laptops send the rest later.": "The disk of the campus is full: tell the campus staff. Your work is kept here, and sent later.",
    "The hub's disk does not take or give what it should. Look whether it is there and may be written; laptops keep what they did and send it later.": "The disk of the campus does not work as it should: tell the campus staff. Your work is kept here, and sent later.",
    "The hub's database is away just now. What was received is kept; laptops send the rest later.": "The campus cannot take in anything just now. Your work is kept here, and sent later.",
    "The hub's database is held by another program just now. What was received is kept; laptops send the rest later.": "The campus cannot take in anything just now. Your work is kept here, and sent later.",
    "The hub's database is damaged. Stop the hub and mend it with: bivouac hub check --repair. Laptops keep what they did and send it again.": "What the campus keeps is damaged: tell the campus staff. Your work is kept here, and sent again.",
}
"""The operators' sentence, as it stands in the code, and the learners'."""

"""Why a block or a question cannot come along, in a sentence for its author that says what can be done."""

from __future__ import annotations

from lxml import etree

from bivouac.courses.olx.tree import Block
from bivouac.courses.report import Report
from bivouac.errors import InputError


def refuse_response(kind: str, response: etree._Element) -> InputError:
    """Why a response type has no question in the model."""
    if any(one.tag == "jsinput" for one in response.iter()):
        kind = "jsinput"
    elif any(one.tag in ("drag_and_drop_input", "draganddrop") for one in response.iter()):
        kind = "drag_and_drop_input"
    match kind:
        case "customresponse":
            return InputError(
                "Its answers are judged by a Python program of the author, which does not run here. Ask it as a choice, a short text or a number."
            )
        case "jsinput" | "javascriptresponse":
            return InputError(
                "It is a program of its own in JavaScript, judged by the platform. Ask it as a matching, an ordering or a choice instead."
            )
        case "drag_and_drop_input":
            return InputError(
                "It is an old drag and drop problem, judged by a Python program. Make a newer “Drag and Drop” block of it, which comes along as a matching."
            )
        case "imageresponse":
            return InputError(
                "It asks to click on a place in a picture. Number the places and let learners choose a number."
            )
        case "schematicresponse":
            return InputError("It asks to draw an electric circuit and simulates it, which only the platform can.")
        case "coderesponse" | "matlabresponse" | "externalresponse":
            return InputError(
                "It sends a program to a grading service, which needs the network. Give it as an essay or an assignment."
            )
        case "choicetextresponse":
            return InputError("It asks for a choice and a number in one. Make two questions of it.")
        case "annotationresponse":
            return InputError("It asks about a marked passage of another page. Quote the passage and make it a choice.")
        case "symbolicresponse":
            return InputError(
                "It asks for a formula, which Bivouac cannot compare. Ask for a number, or let learners choose between formulas."
            )
    return InputError(
        "Bivouac does not know questions of the type “{kind}”. Ask it as a choice, a short text or a number.", kind=kind
    )


def report_block(block: Block, report: Report) -> None:
    """Say why a block is not in the course."""
    where, kind = block.where, block.kind
    match kind:
        case "discussion" | "discussion-forum":
            report.lost(
                where,
                kind,
                "The forum of this place in the course stays on the platform; what learners wrote is not in an export.",
            )
        case "lti" | "lti_consumer":
            report.lost(
                where,
                kind,
                "It shows a tool from another site (LTI, “{address}”), which needs the network. Put what learners need of it into a page.",
                address=block.attributes.get("launch_url", "")[:200] or block.attributes.get("lti_id", "?")[:200],
            )
        case "ubcpi":
            report.lost(
                where,
                kind,
                "Peer instruction shows the answers of others at once, which needs the platform. Ask it as a multiple choice.",
            )
        case "done":
            report.note(
                where,
                kind,
                "The button with which learners mark something as done is not needed: Bivouac counts what was read and answered.",
            )
        case "google-document" | "google-calendar" | "iframe" | "embed":
            report.lost(
                where,
                kind,
                "It shows a page of another site, which needs the network. Put its content into a page, or add it as a file.",
            )
        case "azure_media_services" | "office_mix" | "oppia" | "vimeo":
            report.lost(
                where, kind, "It plays from a service on the internet. Add the film itself as a file to take it along."
            )
        case (
            "edx_sga"
            | "staffgradedxblock"
            | "submit-and-compare"
            | "freetextresponse"
            | "peergrading"
            | "combinedopenended"
        ):
            report.lost(
                where,
                kind,
                "Work that learners hand in for a person to grade has no place here yet. Ask for it in an open question.",
            )
        case "scorm" | "h5p" | "h5pxblock" | "scormxblock":
            report.lost(where, kind, "The package it plays is kept outside the export. Import the package itself.")
        case "wiki":
            report.note(
                where, kind, "The wiki of the course is not in an export. Put pages that learners need into the course."
            )
        case "textbook":
            report.lost(where, kind, "Textbooks do not come along. Put their text into pages.")
        case _:
            report.lost(
                where, kind, "Bivouac does not know blocks of the kind “{kind}”, so it was left out.", kind=kind
            )

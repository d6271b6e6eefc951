"""The words in which acts are told to the world: IRIs of published xAPI profiles, and our own where none has one.

| act | verb | from | object |
|---|---|---|---|
| watched | https://w3id.org/xapi/video/verbs/played | Video Profile 1.0.3 | the film |
| reached | http://adlnet.gov/expapi/verbs/progressed | ADL Vocabulary 1.0.1 | the activity |
| answered | http://adlnet.gov/expapi/verbs/answered | ADL Vocabulary 1.0.1 | the question |
| hinted | http://activitystrea.ms/request | Activity Streams vocabulary 1.0.0 | the hint |
| chose | http://id.tincanapi.com/verb/selected | TinCan vocabulary | the choice |
| restarted | http://adlnet.gov/expapi/verbs/attempted | ADL Vocabulary 1.0.1 | the case |
| completed | http://adlnet.gov/expapi/verbs/completed | SCORM Profile 1.1, cmi5 | the activity |
| noted | https://w3id.org/xapi/adb/verbs/annotated | IEEE Actionable Data Book 1.0 | the activity |
| note-removed | http://activitystrea.ms/delete | Activity Streams vocabulary 1.0.0 | the note |
| bookmarked, set | http://id.tincanapi.com/verb/bookmarked | TinCan vocabulary | the activity |
| bookmarked, taken away | http://activitystrea.ms/delete | Activity Streams vocabulary 1.0.0 | the bookmark |
| posted | http://adlnet.gov/expapi/verbs/commented | ADL Vocabulary 1.0.1 | the activity, or the class |
| posted, as an answer | http://adlnet.gov/expapi/verbs/responded | ADL Vocabulary 1.0.1 | the post that is answered |
| announced | http://adlnet.gov/expapi/verbs/shared | ADL Vocabulary 1.0.1 | the announcement |
| note-shared | http://adlnet.gov/expapi/verbs/shared | ADL Vocabulary 1.0.1 | the note |
| post-removed | http://activitystrea.ms/delete | Activity Streams vocabulary 1.0.0 | the post |
| any other kind | http://adlnet.gov/expapi/verbs/experienced | ADL Vocabulary 1.0.1 | the activity |

The profiles are those of https://github.com/adlnet/xapi-authored-profiles. Extensions are those of the Video Profile (`VIDEO`) and of
cmi5 (`CMI5_PROGRESS`); what no profile has is under `TERMS`.
"""

from __future__ import annotations

from bivouac.courses.model import Audio, Case, Document, Page, Quiz, Video

OWN = "https://bivouac.invalid"
"""Base of our own IRIs. Nobody can own a name that ends in `.invalid` (RFC 6761), every validator takes it for an address, and a
store that looks an address up finds out at once that there is nothing."""

TERMS = f"{OWN}/xapi/extensions"

_ADL = "http://adlnet.gov/expapi"
VERBS = {
    "played": "https://w3id.org/xapi/video/verbs/played",
    "progressed": f"{_ADL}/verbs/progressed",
    "answered": f"{_ADL}/verbs/answered",
    "requested": "http://activitystrea.ms/request",
    "selected": "http://id.tincanapi.com/verb/selected",
    "attempted": f"{_ADL}/verbs/attempted",
    "completed": f"{_ADL}/verbs/completed",
    "annotated": "https://w3id.org/xapi/adb/verbs/annotated",
    "bookmarked": "http://id.tincanapi.com/verb/bookmarked",
    "commented": f"{_ADL}/verbs/commented",
    "responded": f"{_ADL}/verbs/responded",
    "shared": f"{_ADL}/verbs/shared",
    "deleted": "http://activitystrea.ms/delete",
    "experienced": f"{_ADL}/verbs/experienced",
}
COURSE, LESSON = f"{_ADL}/activities/course", f"{_ADL}/activities/lesson"
QUESTION, CHOICE = f"{_ADL}/activities/question", f"{_ADL}/activities/interaction"
TOPIC, REPLY = "http://id.tincanapi.com/activitytype/forum-topic", "http://id.tincanapi.com/activitytype/forum-reply"
FILM = "https://w3id.org/xapi/video/activity-type/video"
TYPES: dict[type, str] = {
    Video: FILM,
    Audio: FILM,  # the Video Profile has the verbs of both, and no type of its own for sound
    Page: f"{_ADL}/activities/media",
    Document: f"{_ADL}/activities/media",
    Quiz: f"{_ADL}/activities/assessment",
    Case: f"{_ADL}/activities/simulation",
}
VIDEO = "https://w3id.org/xapi/video/extensions"
VIDEO_PROFILE = {
    "id": "https://w3id.org/xapi/video",
    "objectType": "Activity",
    "definition": {"type": f"{_ADL}/activities/profile"},
}
CMI5_PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"

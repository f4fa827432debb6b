"""The closed lists, each as a mapping from key to title.

Keys are stored in content, used in URLs and in the REST API: they never change.
Titles are message ids; the order of a mapping is the order in which people see it.
The titles follow the programme's own vocabulary (fields of action, kinds of events).
"""

from zukunftsraum import _


TOPICS = {
    "ageing-well": _("topic_ageing_well", default="Ageing well in the municipality"),
    "housing": _("topic_housing", default="Housing"),
    "health-care": _("topic_health_care", default="Health and care"),
    "mobility": _("topic_mobility", default="Mobility"),
    "local-supply": _("topic_local_supply", default="Local supply"),
    "digitalisation": _("topic_digitalisation", default="Digitalisation"),
    "work-economy": _("topic_work_economy", default="Work, economy and skilled workers"),
    "education": _("topic_education", default="Education"),
    "family-youth": _("topic_family_youth", default="Family, children and youth"),
    "citizen-participation": _("topic_citizen_participation", default="Citizen participation"),
    "volunteering": _("topic_volunteering", default="Volunteering"),
    "encounter-support": _("topic_encounter_support", default="Encounter, counselling, self-help"),
    "integration-diversity": _("topic_integration_diversity", default="Integration and diversity"),
    "democracy": _("topic_democracy", default="Promotion of democracy"),
    "moving-in-returning": _("topic_moving_in_returning", default="Moving in and returning"),
    "vacancy-reuse": _("topic_vacancy_reuse", default="Vacancy and reuse"),
    "loneliness-inclusion": _("topic_loneliness_inclusion", default="Loneliness and inclusion"),
    "intermunicipal-cooperation": _(
        "topic_intermunicipal_cooperation", default="Intermunicipal cooperation"
    ),
    "public-relations": _("topic_public_relations", default="Public relations"),
    "funding": _("topic_funding", default="Funding"),
    "demographic-strategy": _("topic_demographic_strategy", default="Demographic strategy"),
}

#: The programme's focus; pages may put it forward.
FOCUS_TOPIC = "ageing-well"

SIZE_CLASSES = {
    "under-5000": _("size_under_5000", default="under 5,000 inhabitants"),
    "5000-9999": _("size_5000_9999", default="5,000 to 9,999 inhabitants"),
    "10000-19999": _("size_10000_19999", default="10,000 to 19,999 inhabitants"),
    "20000-49999": _("size_20000_49999", default="20,000 to 49,999 inhabitants"),
    "50000-99999": _("size_50000_99999", default="50,000 to 99,999 inhabitants"),
    "100000-499999": _("size_100000_499999", default="100,000 to 499,999 inhabitants"),
    "500000-plus": _("size_500000_plus", default="500,000 inhabitants and more"),
}

ARTICLE_KINDS = {
    "guide": _("article_kind_guide", default="Guide"),
    "method": _("article_kind_method", default="Method"),
    "concept": _("article_kind_concept", default="Concept"),
    "checklist": _("article_kind_checklist", default="Checklist"),
    "template": _("article_kind_template", default="Template"),
    "talk": _("article_kind_talk", default="Talk"),
    "video": _("article_kind_video", default="Video"),
    "glossary": _("article_kind_glossary", default="Glossary"),
}

STRATEGY_STEPS = {
    "kick-off": _("strategy_step_kick_off", default="Kick-off"),
    "profile": _("strategy_step_profile", default="Municipal profile"),
    "workshop": _("strategy_step_workshop", default="Future workshop"),
    "action-plan": _("strategy_step_action_plan", default="Action plan"),
    "interim-review": _("strategy_step_interim_review", default="Interim review"),
}

PRACTICE_STATUS = {
    "idea": _("practice_status_idea", default="Idea"),
    "pilot": _("practice_status_pilot", default="Pilot"),
    "running": _("practice_status_running", default="Running"),
    "permanent": _("practice_status_permanent", default="Permanent"),
    "ended": _("practice_status_ended", default="Ended"),
}

SEMINAR_KINDS = {
    "online-seminar": _("seminar_kind_online", default="Online seminar"),
    "workshop": _("seminar_kind_workshop", default="Workshop"),
    "meeting": _("seminar_kind_meeting", default="Network meeting (in person)"),
    "peer-consultation": _("seminar_kind_peer", default="Peer consultation"),
    "information": _("seminar_kind_information", default="Information session"),
    "consultation-hour": _("seminar_kind_consultation", default="Consultation hour"),
}

#: In which form public money is given.
GRANT_FUNDING_FORMS = {
    "notice": _("grant_funding_notice", default="By notice (Bescheid)"),
    "contract": _("grant_funding_contract", default="By contract"),
    "direct": _("grant_funding_direct", default="By paying the adviser directly"),
}

EFFORT_LEVELS = {
    "low": _("effort_low", default="Low"),
    "medium": _("effort_medium", default="Medium"),
    "high": _("effort_high", default="High"),
}

ACCESSIBILITY_OFFERS = {
    "captions": _("accessibility_captions", default="Captions"),
    "sign-language": _("accessibility_sign_language", default="Sign language"),
    "easy-language": _("accessibility_easy_language", default="Easy language"),
    "step-free": _("accessibility_step_free", default="Step-free access"),
}

MATERIAL_TIMES = {
    "before": _("material_before", default="For the preparation, for participants"),
    "after": _("material_after", default="For afterwards"),
}

MATERIAL_READERS = {
    "participants": _("material_for_participants", default="Participants"),
    "everybody": _("material_for_everybody", default="Everybody who sees the event"),
}

LICENCES = {
    "cc-by-4.0": _("licence_cc_by_4", default="CC BY 4.0"),
    "cc-by-sa-4.0": _("licence_cc_by_sa_4", default="CC BY-SA 4.0"),
    "cc0-1.0": _("licence_cc0_1", default="CC0 1.0"),
    "all-rights-reserved": _("licence_all_rights_reserved", default="All rights reserved"),
}

#: Sustainable development goals of the United Nations, by their numbers.
SDGS = {
    1: _("sdg_1", default="1 No poverty"),
    2: _("sdg_2", default="2 Zero hunger"),
    3: _("sdg_3", default="3 Good health and well-being"),
    4: _("sdg_4", default="4 Quality education"),
    5: _("sdg_5", default="5 Gender equality"),
    6: _("sdg_6", default="6 Clean water and sanitation"),
    7: _("sdg_7", default="7 Affordable and clean energy"),
    8: _("sdg_8", default="8 Decent work and economic growth"),
    9: _("sdg_9", default="9 Industry, innovation and infrastructure"),
    10: _("sdg_10", default="10 Reduced inequalities"),
    11: _("sdg_11", default="11 Sustainable cities and communities"),
    12: _("sdg_12", default="12 Responsible consumption and production"),
    13: _("sdg_13", default="13 Climate action"),
    14: _("sdg_14", default="14 Life below water"),
    15: _("sdg_15", default="15 Life on land"),
    16: _("sdg_16", default="16 Peace, justice and strong institutions"),
    17: _("sdg_17", default="17 Partnerships for the goals"),
}

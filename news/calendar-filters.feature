The calendar of all events can be narrowed down by topic and federal state (`@calendar?topic=wohnen&state=sachsen`).

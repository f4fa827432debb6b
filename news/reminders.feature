Coordinators are reminded of requests for admission that wait, and the office is told of them, each once (job `admission-reminders`).

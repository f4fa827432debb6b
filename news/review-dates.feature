Texts are checked at intervals: a list of what is due, reminders to the person responsible, “checked, still right” in one step. Archived texts lead their former readers to the successor.

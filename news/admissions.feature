Coordinators and the programme office decide on requests for admission on the page "Aufnahmen".

One click makes the draft of a practice example from a grant, with what the application and its proof of use say; both pages show each other.

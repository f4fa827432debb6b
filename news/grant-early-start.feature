The approver says whether an early start is allowed, and the approval says it too.

An Idempotency-Key that was sent with other values before is answered with 409 of the type IdempotencyConflict; forms that are at fault keep the type Conflict.

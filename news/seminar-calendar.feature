Seminars can be taken over into calendars: one by one, all of them as a feed, and one's own by a secret address that can be revoked. Changes and cancellations follow.

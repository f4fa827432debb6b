Pages of other websites may read everything that is public (CORS, without credentials); writing is for the portal itself and the websites that the administration lists.

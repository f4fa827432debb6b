`GET /@openapi` describes the services of the portal as OpenAPI 3.1. The description is made of the types that the services themselves are written with;
every test holds the answers that it gets against them.

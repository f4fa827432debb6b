Forms over REST: `GET <form>/@form` describes the questions of a form as JSON Schema, with what a user interface needs beside it.

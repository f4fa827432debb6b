People see the seminars they are registered for in one list (`GET @my-seminars`). Hosts and editors make a draft for the wiki out of a seminar (`POST @article`).

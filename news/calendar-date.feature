The calendar of seminars says when it last changed (`Last-Modified`), for programs that know no ETags.

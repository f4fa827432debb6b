# The website. Built from the root of the checkout:
#   docker build -f devops/compose/volto.Dockerfile -t zukunftsraum-volto .
FROM node:24-bookworm-slim AS build
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN corepack enable && corepack prepare pnpm@10.20.0 --activate
WORKDIR /source
COPY frontend .
RUN pnpm install --frozen-lockfile --prefer-offline
RUN pnpm build && pnpm prune --prod --ignore-scripts

FROM node:24-bookworm-slim
RUN useradd --system --uid 10002 --no-create-home --shell /usr/sbin/nologin website
WORKDIR /website
COPY --from=build /source/package.json /source/volto.config.js ./
COPY --from=build /source/node_modules node_modules
COPY --from=build /source/packages packages
COPY --from=build /source/public public
COPY --from=build /source/build build
ENV NODE_ENV=production PORT=3000 RAZZLE_BIND_ADDRESS=0.0.0.0 SITE_DEFAULT_LANGUAGE=de
USER 10002
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/icon.svg').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "build/server.js"]

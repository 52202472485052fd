# Node 26 is the Active LTS line (since 2026-10-28); the code itself asks for 20.19 or later.
# The tag floats over patch releases on purpose: rebuild to get security fixes, pin a digest to freeze.
FROM node:26-trixie-slim AS base
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

# Everything, to compile.
FROM base AS build
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json vite.config.ts vite.bot.config.ts vite.diagrams.config.ts ./
COPY scripts/bake-datadir.js ./scripts/bake-datadir.js
COPY src ./src
RUN npm run build

# Only what runs: of the grammars neither their sources nor the parsers of other systems, 130 MB.
FROM base AS dependencies
RUN npm ci --omit=dev --ignore-scripts \
  && rm -rf node_modules/@ast-grep/lang-*/src node_modules/@ast-grep/lang-*/prebuilds/prebuild-[Wm]*

# The image.
FROM node:26-trixie-slim
# tini passes signals on and reaps what the sandbox's children leave behind; Node as process 1 does neither.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install --yes --no-install-recommends tini \
  && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /app
COPY package.json LICENSE manifest.yml ./
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY agents ./agents
# The base image's user "node", by number, so that Kubernetes' runAsNonRoot can check it. It owns nothing here.
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "--enable-source-maps", "dist/main.js"]

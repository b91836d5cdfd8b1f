# The bot and the worker: one image, told apart by the role it is started with.

FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY commands commands
RUN npm run build

FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:22-slim
ENV NODE_ENV=production \
    HEALTH_FILE=/tmp/healthy
WORKDIR /app
COPY package.json ./
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
# The process touches its health file every few seconds while it is well; an old one means that it is not.
HEALTHCHECK --interval=15s --timeout=3s --start-period=60s --retries=2 \
  CMD test -n "$(find "$HEALTH_FILE" -mmin -1)"
ENTRYPOINT ["node", "dist/src/main.js"]

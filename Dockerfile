# The packed package: both emulators, the control API and the embedded inbox. The first stage packs it, the second has only that:
# what the command needs of other packages is in its bundle.
FROM node:24-slim AS packed
WORKDIR /project

COPY package.json package-lock.json .npmrc ./
COPY bin ./bin
RUN npm ci

COPY LICENSE README.md llms.txt tsconfig.json tsconfig.build.json ./
COPY contracts/README.md ./contracts/README.md
COPY docs ./docs
COPY harness ./harness
COPY mocks ./mocks
COPY schemas ./schemas
COPY skill ./skill
RUN npm pack && mkdir /app && tar xzf referral-sandbox-*.tgz --strip-components=1 -C /app

FROM node:24-alpine
WORKDIR /app
COPY --from=packed /app ./

# A new volume that is mounted there has its owner.
RUN mkdir /data && chown node /data
ENV NODE_ENV=production
USER node
EXPOSE 4400 8025 1025
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4400/_sandbox/ready', { headers: { authorization: 'Bearer ' + process.env.SANDBOX_TOKEN } }).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/referral-sandbox.js", "start", "--host", "0.0.0.0"]

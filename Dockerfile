# The sandbox alone: both emulators, the control API and the embedded inbox, from the sources.
FROM node:24-slim
WORKDIR /app

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

COPY bin ./bin
COPY harness ./harness
COPY mocks ./mocks

ENV NODE_ENV=production
USER node
EXPOSE 4400 8025 1025
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4400/_sandbox/ready').then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/referral-sandbox.js", "start", "--host", "0.0.0.0"]

# The command alone: built in the first stage, run as nobody in the second.
FROM node:22-alpine AS build
WORKDIR /src
COPY package.json package-lock.json tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
RUN npm ci --ignore-scripts
COPY bin ./bin
COPY examples ./examples
COPY schema ./schema
COPY src ./src
COPY LICENSE README.md CHANGELOG.md ./
RUN node scripts/build.mjs

FROM node:22-alpine
COPY --from=build /src/package.json /src/LICENSE /src/THIRD-PARTY.txt /podlint/
COPY --from=build /src/bin /podlint/bin
COPY --from=build /src/dist /podlint/dist
RUN ln -s /podlint/bin/podlint.cjs /usr/local/bin/podlint
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["podlint"]
CMD ["."]

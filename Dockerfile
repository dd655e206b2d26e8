# The engine with its demo. BASE_IMAGE is an image with the .NET 10 SDK; put your registry's name before it.
ARG BASE_IMAGE=dotnet/sdk:10.0
FROM ${BASE_IMAGE}
WORKDIR /streamengine
COPY . .
# Node.js fetches ONNX Runtime; an image that has it, or a .deps folder beside this file, needs nothing more.
RUN [ -d .deps/onnxruntime ] || command -v npm || { apt-get update && apt-get install -y --no-install-recommends npm; }
# Built here, so that a container starts without a build.
RUN ./streamengine --help
ENTRYPOINT ["./streamengine"]
CMD ["demo"]

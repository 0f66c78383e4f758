# The command line and the service in one image, for every architecture that the
# base has: files alone, nothing is run while it is built.
#
#   docker build --file Dockerfile FOLDER-WITH-coldstart.jar
FROM eclipse-temurin:25-jre-noble
COPY coldstart.jar /opt/coldstart/coldstart.jar
USER 65532:65532
WORKDIR /data
ENTRYPOINT ["java", "-Xmx512m", "--enable-native-access=ALL-UNNAMED", "-jar", "/opt/coldstart/coldstart.jar"]
CMD ["--help"]

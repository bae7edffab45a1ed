using Ms2Lab.KafkaClients.Tests.Clients;

namespace Ms2Lab.KafkaClients.Tests.Scenarios;

public sealed class KafkaJsTests() : KafkaClientScenarios(new KafkaJs());

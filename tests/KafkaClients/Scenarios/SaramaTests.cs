using Ms2Lab.KafkaClients.Tests.Clients;

namespace Ms2Lab.KafkaClients.Tests.Scenarios;

public sealed class SaramaTests() : KafkaClientScenarios(new Sarama());

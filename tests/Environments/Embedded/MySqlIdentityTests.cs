using Ms2Lab.Environments.Core;
using Ms2Lab.Environments.Embedded;

namespace Ms2Lab.Environments.Tests.Embedded;

public sealed class MySqlIdentityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_with_another_data_folder_is_not_taken_for_the_one_that_was_started()
    {
        await using var environment = await LabEnvironment.StartAsync(new EnvironmentRequest { Parts = Parts.MySql }, new EmbeddedBackend(), Cancellation);

        var ask = () => MySqlIdentity.AskAsync(environment.Endpoints.MySqlConnectionString(), "/somewhere/else", Cancellation);

        (await ask.Should().ThrowAsync<IOException>()).WithMessage("another MySQL server, with its data in *, answers there");
    }
}

using Ms2Lab.Kafka.Broker.Net;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// UpdateFeatures, versions 0-2. Checks the wanted levels against those of Kafka 4.3 and tells what a cluster would say. Not implemented: changing
/// levels, answered INVALID_UPDATE_VERSION unless only validation is asked for.
/// </summary>
internal sealed class Api57UpdateFeatures() : ImmediateHandler<UpdateFeaturesRequest, UpdateFeaturesResponse>(ApiKey.UpdateFeatures, 0, 2)
{
    private const sbyte Upgrade = 1;
    private const sbyte SafeDowngrade = 2;
    private const sbyte UnsafeDowngrade = 3;
    private const string MetadataVersion = "metadata.version";

    protected override UpdateFeaturesResponse Handle(RequestContext context, UpdateFeaturesRequest request)
    {
        var refusal = request.FeatureUpdates.Select(u => RefusalOf(u, context, request.ValidateOnly)).FirstOrDefault(r => r is not null);
        return refusal is not null
            ? new()
            {
                ErrorCode = (short)ErrorCode.InvalidUpdateVersion,
                ErrorMessage = $"The update failed for all features since the following feature had an error: {refusal}",
            }
            : new()
            {
                ErrorMessage = null,
                Results = request.FeatureUpdates.ConvertAll(u => new UpdateFeaturesResponse.UpdatableFeatureResult { Feature = u.Feature, ErrorMessage = "NONE" }),
            };
    }

    private static string? RefusalOf(UpdateFeaturesRequest.FeatureUpdateKey update, RequestContext context, bool validateOnly)
    {
        var invalid = $"Invalid update version {update.MaxVersionLevel} for feature {update.Feature}.";
        var type = context.Version > 0 ? update.UpgradeType : update.AllowDowngrade ? SafeDowngrade : Upgrade;
        if (type is < Upgrade or > UnsafeDowngrade)
        {
            return $"{invalid} The controller does not support the given upgrade type.";
        }

        if (update.MaxVersionLevel < 0)
        {
            return $"{invalid} A feature version cannot be less than 0.";
        }

        if (Features.Find(update.Feature) is not var (least, most, level))
        {
            return $"{invalid} Local controller {context.Cluster.Controller?.Id} does not support this feature.";
        }

        return update.MaxVersionLevel < least || update.MaxVersionLevel > most
            ? $"{invalid} Local controller {context.Cluster.Controller?.Id} only supports versions {least}-{most}"
            : update.MaxVersionLevel < level && type == Upgrade
            ? $"{invalid} Can't downgrade the version of this feature without setting the upgrade type to either safe or unsafe downgrade."
            : update.MaxVersionLevel < level && update.Feature == MetadataVersion
            ? $"Unsupported metadata.version downgrade from {level} to {update.MaxVersionLevel}. {(type == SafeDowngrade ? "Refusing to perform the requested downgrade because it might delete metadata information." : "Unsafe metadata downgrade is not supported in this version.")}"
            : update.MaxVersionLevel != level && !validateOnly
            ? $"{invalid} An embedded cluster keeps the levels of Kafka 4.3."
            : null;
    }
}

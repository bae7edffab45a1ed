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
        var isDowngradeAllowed = context.Version == 0 ? update.AllowDowngrade : update.UpgradeType != Upgrade;
        if (Features.Find(update.Feature) is not var (least, most))
        {
            return $"{invalid} Local controller {context.Cluster.Controller?.Id} does not support this feature.";
        }

        return update.MaxVersionLevel < least || update.MaxVersionLevel > most
            ? $"{invalid} Local controller {context.Cluster.Controller?.Id} only supports versions {least}-{most}"
            : update.MaxVersionLevel < most && !isDowngradeAllowed
            ? $"{invalid} Can't downgrade the version of this feature without setting the upgrade type to either safe or unsafe downgrade."
            : update.MaxVersionLevel < most && !validateOnly
            ? $"{invalid} An embedded cluster keeps the levels of Kafka 4.3."
            : null;
    }
}

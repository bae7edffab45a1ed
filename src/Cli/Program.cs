using Ms2Lab.Cli;

return await LabProgram.RunAsync(args).ConfigureAwait(false);

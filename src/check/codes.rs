//! The code of every diagnostic: `family/name`, stable, so that people can search for it.

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = $code;)*

        /// Every code, family by family.
        pub const ALL: &[&str] = &[$($name),*];
    };
}

codes! {
    /// A tab where only spaces may indent.
    TAB = "syntax/tab";
    /// A line that does not fit the lines around it.
    INDENTATION = "syntax/indentation";
    /// A quote or bracket that is not closed.
    UNCLOSED = "syntax/unclosed";
    /// A key without its colon.
    KEY = "syntax/key";
    /// An escape that YAML does not have.
    ESCAPE = "syntax/escape";
    /// A character that cannot stand there.
    CHARACTER = "syntax/character";
    /// An alias without its anchor.
    UNKNOWN_ANCHOR = "syntax/unknown-anchor";
    /// More than one document.
    SECOND_DOCUMENT = "syntax/second-document";
    /// Anything else that is not YAML.
    NOT_YAML = "syntax/not-yaml";
    /// A key that is written twice.
    DUPLICATE_KEY = "syntax/duplicate-key";
    /// A list or mapping as a key.
    COLLECTION_KEY = "syntax/collection-key";

    /// More bytes than are read.
    TOO_LONG = "limits/too-long";
    /// Nested deeper than is read.
    TOO_DEEP = "limits/too-deep";
    /// More values than are read.
    TOO_MANY_VALUES = "limits/too-many-values";
    /// Aliases that unfold into more values than are followed.
    TOO_MANY_ALIASES = "limits/too-many-aliases";
    /// More diagnostics than are listed.
    TOO_MANY_DIAGNOSTICS = "limits/too-many-diagnostics";

    /// Nothing in the file.
    EMPTY_FILE = "shape/empty-file";
    /// A value of another type than the field takes.
    WRONG_TYPE = "shape/wrong-type";
    /// A bare `true` or `false` as the value of a variable.
    BOOLEAN_VALUE = "shape/boolean-value";
    /// A field that this kind of object does not have.
    UNKNOWN_FIELD = "shape/unknown-field";
    /// A merge key, which YAML 1.2 does not have.
    MERGE_KEY = "shape/merge-key";
    /// An old name of a field, which the schema refuses.
    OLD_FIELD = "shape/old-field";
    /// A key of Render's templates that the schema does not know.
    EXTRA_KEY = "shape/extra-key";
    /// A field that is still taken and has a successor.
    DEPRECATED_FIELD = "shape/deprecated-field";
    /// A required field that is absent.
    MISSING_FIELD = "shape/missing-field";
    /// A field that is absent and that the documentation asks for.
    EXPECTED_FIELD = "shape/expected-field";
    /// None of several fields of which there must be one.
    MISSING_CHOICE = "shape/missing-choice";
    /// Fields that exclude each other.
    EXCLUSIVE_FIELDS = "shape/exclusive-fields";
    /// A field that is for another runtime.
    WRONG_RUNTIME = "shape/wrong-runtime";
    /// A field that is for another type of service.
    WRONG_SERVICE_TYPE = "shape/wrong-service-type";
    /// A value that is none of those that the field takes.
    UNKNOWN_VALUE = "shape/unknown-value";
    /// An old name of a value.
    OLD_VALUE = "shape/old-value";
    /// A value with which nothing new can be made.
    RETIRED_VALUE = "shape/retired-value";
    /// A number outside its bounds.
    OUT_OF_RANGE = "shape/out-of-range";
    /// A disk size between the steps.
    SIZE_STEP = "shape/size-step";
    /// A path that does not begin as it must.
    PATH_START = "shape/path-start";
    /// A folder that a disk may not take.
    FORBIDDEN_PATH = "shape/forbidden-path";
    /// A resource in the list of another kind of resource.
    WRONG_SECTION = "shape/wrong-section";
    /// A service type that does not exist.
    UNKNOWN_SERVICE_TYPE = "shape/unknown-service-type";
    /// A variable whose value comes from nowhere.
    VARIABLE_WITHOUT_VALUE = "shape/variable-without-value";
    /// A variable whose value comes from several places.
    VARIABLE_WITH_SEVERAL_VALUES = "shape/variable-with-several-values";
    /// A variable of an env group that refers to something.
    REFERENCE_IN_GROUP = "shape/reference-in-group";

    /// A database that is not in the file.
    UNKNOWN_DATABASE = "references/unknown-database";
    /// A service that is not in the file.
    UNKNOWN_SERVICE = "references/unknown-service";
    /// An env group that is not in the file.
    UNKNOWN_GROUP = "references/unknown-group";
    /// A build source that is not in the file.
    UNKNOWN_BUILD_SOURCE = "references/unknown-build-source";
    /// A variable that the service does not define.
    UNKNOWN_VARIABLE = "references/unknown-variable";
    /// A reference of one kind to a resource of another.
    WRONG_KIND = "references/wrong-kind";
    /// A reference that names another type than the service has.
    WRONG_TYPE_OF_SERVICE = "references/wrong-type";
    /// A property that the resource does not have.
    MISSING_PROPERTY = "references/missing-property";
    /// An env group that nothing in the file uses.
    UNUSED_GROUP = "references/unused-group";
    /// A name that two resources of one kind have.
    DUPLICATE_NAME = "references/duplicate-name";
    /// A variable that one service or group has twice.
    DUPLICATE_VARIABLE = "references/duplicate-variable";

    /// Variables that read each other in a circle.
    CYCLE = "references/cycle";
    /// A private address that is read in another region.
    OTHER_REGION = "references/other-region";

    /// A disk on a service with several instances.
    DISK_WITH_INSTANCES = "platform/disk-with-instances";
    /// A disk on a service with autoscaling.
    DISK_WITH_SCALING = "platform/disk-with-scaling";
    /// A fixed number of instances beside autoscaling.
    INSTANCES_IGNORED = "platform/instances-ignored";
    /// Autoscaling whose minimum is above its maximum.
    SCALING_BOUNDS = "platform/scaling-bounds";
    /// More instances than a service can have.
    TOO_MANY_INSTANCES = "platform/too-many-instances";
    /// More read replicas than a database can have.
    TOO_MANY_REPLICAS = "platform/too-many-replicas";
    /// The free plan on a service that cannot have it.
    FREE_PLAN = "platform/free-plan";
    /// Something that the free plan does not include.
    NEEDS_PAID_PLAN = "platform/needs-paid-plan";
    /// Something that the workspace plan does not include.
    NEEDS_WORKSPACE = "platform/needs-workspace";
    /// High availability on a plan that is too small for it.
    HIGH_AVAILABILITY_PLAN = "platform/high-availability-plan";
    /// High availability on a version that is too old for it.
    HIGH_AVAILABILITY_VERSION = "platform/high-availability-version";
    /// A job queue in a store that drops keys when it is full.
    EVICTING_QUEUE = "platform/evicting-queue";
    /// A job queue in a store that forgets when it restarts.
    UNPERSISTED_QUEUE = "platform/unpersisted-queue";
    /// A prompt in an env group, which Render ignores.
    PROMPT_IN_GROUP = "platform/prompt-in-group";
    /// Values that are asked for only once.
    ASKED_ONCE = "platform/asked-once";
    /// A region that is farther from the users than another one.
    REGION_DISTANCE = "platform/region-distance";

    /// A database that nothing brings up to date.
    NO_MIGRATION = "reliability/no-migration";
    /// A worker that is stopped before its jobs may end.
    SHUTDOWN_DELAY = "reliability/shutdown-delay";
    /// A database that Render removes.
    FREE_DATABASE = "reliability/free-database";
    /// A web service whose health is not looked at.
    NO_HEALTH_CHECK = "reliability/no-health-check";
    /// A single instance in production.
    ONE_INSTANCE = "reliability/one-instance";
    /// More connections than the database takes.
    CONNECTIONS = "reliability/connections";
    /// Less memory than the software asks for.
    MEMORY = "reliability/memory";

    /// A secret in clear text.
    SECRET_IN_FILE = "security/secret-in-file";
    /// A list of addresses that lets everybody in.
    OPEN_TO_ALL = "security/open-to-all";
    /// No list of addresses, which lets everybody in.
    OPEN_BY_DEFAULT = "security/open-by-default";
    /// TLS that is not demanded.
    FORCE_SSL = "security/force-ssl";
    /// A secret that must be the same in two services, and is not.
    UNSHARED_SECRET = "security/unshared-secret";
    /// A secret that is asked for twice.
    SECRET_TYPED_TWICE = "security/secret-typed-twice";
    /// A generated value where signs do no good.
    GENERATED_NOT_ALPHANUMERIC = "security/generated-not-alphanumeric";

    /// A variable that nothing reads.
    UNREAD_VARIABLE = "software/unread-variable";
    /// Variables that a worker lacks.
    LACKS_VARIABLES = "software/lacks-variables";
    /// The address of a service that is not there.
    PUBLIC_ADDRESS = "software/public-address";
    /// `NODE_ENV` where it holds while building.
    NODE_ENV = "software/node-env";
    /// Another version of Node than the software asks for.
    NODE_VERSION = "software/node-version";
    /// An extension by another name than its SQL has.
    EXTENSION_NAME = "software/extension-name";
    /// An extension that the software does without.
    UNNEEDED_EXTENSION = "software/unneeded-extension";
    /// A health check that needs a controller.
    HEALTH_PATH = "software/health-path";

    /// Something paid that nothing uses.
    UNUSED = "cost/unused";
    /// What high availability costs.
    STANDBY = "cost/high-availability";
    /// A size that is left to Render.
    DEFAULT_DISK_SIZE = "cost/default-disk-size";

    /// A text that cannot be compared with what runs.
    CHANGE_UNKNOWN = "change/unknown";
    /// Another name, which makes another resource.
    RENAMED = "change/renamed";
    /// A resource that runs and is not in the file any more.
    REMOVED = "change/removed";
    /// A field that cannot be changed once the resource exists.
    FIXED_FIELD = "change/fixed-field";
    /// A disk that would become smaller.
    SHRINKS = "change/shrinks";
    /// A database that leaves a plan of old.
    LEGACY_PLAN = "change/legacy-plan";
    /// A Key Value instance on a smaller plan.
    KEY_VALUE_DOWNGRADE = "change/key-value-downgrade";
    /// A Key Value instance that loses its data.
    DATA_LOST = "change/data-lost";
    /// A service that loses its disk.
    DISK_REMOVED = "change/disk-removed";
    /// Read replicas that leave their list.
    REPLICAS_DESTROYED = "change/replicas-destroyed";
    /// A list of read replicas that is left out.
    REPLICAS_KEPT = "change/replicas-kept";
    /// A prompt that is added later.
    PROMPT_IGNORED = "change/prompt-ignored";
    /// A variable whose value stays in spite of the file.
    VALUE_KEPT = "change/value-kept";
    /// A variable that leaves the file.
    VARIABLES_KEPT = "change/variables-kept";
    /// A build filter that leaves the file.
    BUILD_FILTER_CLEARED = "change/build-filter-cleared";
    /// Headers or routes that leave the file.
    RULES_KEPT = "change/rules-kept";
    /// Autoscaling that leaves the file.
    SCALING_KEPT = "change/scaling-kept";
    /// A plan that leaves the file.
    PLAN_KEPT = "change/plan-kept";
    /// A hook of the first deploy, which is over.
    FIRST_DEPLOY_OVER = "change/first-deploy-over";
    /// A resource that leaves its environment.
    ENVIRONMENT = "change/environment";
}

#!/usr/bin/env bash
# Makes the bucket for uploads, and a user who may do there what the application does and nothing else.
# Run it once, on a machine where the AWS CLI is signed in. It can be run again.
set -euo pipefail
cd "$(dirname "$0")"

bucket=@@bucket@@
region=@@aws_region@@
user="$bucket-uploads"

if ! aws s3api head-bucket --bucket "$bucket" 2>/dev/null; then
  if [ "$region" = us-east-1 ]; then
    # This region takes no location.
    aws s3api create-bucket --bucket "$bucket" --region "$region"
  else
    aws s3api create-bucket --bucket "$bucket" --region "$region" \
      --create-bucket-configuration "LocationConstraint=$region"
  fi
fi

# Only a policy can make something public, and the policy names public/ alone.
aws s3api put-public-access-block --bucket "$bucket" --public-access-block-configuration \
  BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=false,RestrictPublicBuckets=false
aws s3api put-bucket-policy --bucket "$bucket" --policy file://bucket-policy.json
aws s3api put-bucket-cors --bucket "$bucket" --cors-configuration file://cors.json
aws s3api put-bucket-versioning --bucket "$bucket" --versioning-configuration Status=Enabled
aws s3api put-bucket-lifecycle-configuration --bucket "$bucket" --lifecycle-configuration file://lifecycle.json

if ! aws iam get-user --user-name "$user" >/dev/null 2>&1; then
  aws iam create-user --user-name "$user"
fi
aws iam put-user-policy --user-name "$user" --policy-name uploads --policy-document file://iam-policy.json

cat <<END
The bucket stands. Make a key when Render asks for it, and give it to nobody else:

  aws iam create-access-key --user-name "$user"

AccessKeyId goes to AWS_ACCESS_KEY_ID, SecretAccessKey to AWS_SECRET_ACCESS_KEY.
For files from a network of servers, see cloudfront.json:

  aws cloudfront create-distribution --distribution-config file://cloudfront.json
END
